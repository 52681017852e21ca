using CxBot.Conversations;
using CxBot.Media;
using CxBot.Web.Channels.WhatsApp.Outbound;
using CxBot.Web.Channels.WhatsApp.Simulator;

namespace CxBot.Tests.Channels.WhatsApp.Outbound;

public sealed class WhatsAppFilesTests
{
    private const long Megabyte = 1024 * 1024;

    /// <summary>What we say and what Meta's own list says, each written down by itself.</summary>
    [Fact]
    public void What_we_send_is_what_Meta_takes_and_nothing_else()
    {
        foreach (var kind in FileKind.All)
        {
            var file = new MediaReference("a", "a" + kind.Extensions[0], kind.ContentType, 1000);
            var problem = WhatsAppFiles.Problem(file);
            Assert.Equal(kind == FileKind.Gif || kind == FileKind.Webp ? WhatsAppFileProblem.Kind : null, problem);
            if (problem is not null)
                continue;
            Assert.Null(SimulatorMediaRules.Upload(kind.ContentType, file.Bytes));
            Assert.Null(SimulatorMediaRules.Send(WhatsAppFiles.TypeOf(file), kind.ContentType));
        }
    }

    [Theory]
    [InlineData("image/png", 5, 100)]
    [InlineData("video/mp4", 16, 100)]
    [InlineData("audio/ogg", 16, 100)]
    [InlineData("application/pdf", 100, 100)]
    public void A_file_that_is_too_large_is_found_before_it_is_sent(string contentType, int most, int tooMuch)
    {
        Assert.Null(WhatsAppFiles.Problem(new MediaReference("a", "a", contentType, most * Megabyte)));
        Assert.Equal(WhatsAppFileProblem.Size,
            WhatsAppFiles.Problem(new MediaReference("a", "a", contentType, (most * Megabyte) + tooMuch)));
        Assert.NotNull(SimulatorMediaRules.Upload(contentType, (most * Megabyte) + tooMuch));
    }
}
