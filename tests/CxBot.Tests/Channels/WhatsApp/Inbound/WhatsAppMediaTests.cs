using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.WhatsApp.Inbound;

public sealed class WhatsAppMediaTests : IAsyncLifetime
{
    private FakeGraph _graph = null!;
    private ChannelHost _host = null!;
    private WhatsAppCustomer _budi = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _host = await ChannelHost.StartAsync(_graph.Settings);
        _budi = new WhatsAppCustomer(_host.Address, "628111");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Fact]
    public async Task A_picture_is_fetched_by_its_id_and_kept_with_its_message()
    {
        _graph.Files["65463453"] = http => http.Response.Body.WriteAsync(SampleFiles.Png, ChannelHost.Token).AsTask();
        var message = await SentAsync("image", "65463453", "ini fotonya");
        var file = Assert.Single(message.Content.Attachments!);
        Assert.Equal(("image/png", SampleFiles.Png.Length), (file.ContentType, (int)file.Bytes));
        Assert.Equal("ini fotonya", message.Text);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("https://evil.example/x")]
    [InlineData("https://lookaside.fbsbx.com.evil.example/x")]
    [InlineData("https://lookaside.fbsbx.com:8443/x")]
    [InlineData("http://lookaside.fbsbx.com/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("not an address")]
    public async Task A_file_elsewhere_than_at_Metas_is_not_fetched(string address)
    {
        _graph.FileAddresses["1"] = address;
        Assert.Equal("MediaGone", Assert.IsType<MessageContent.Shared>((await SentAsync("image", "1")).Content).Part.Problem);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _graph.Files["1"] = http =>
        {
            http.Response.Redirect("http://169.254.169.254/latest/meta-data");
            return Task.CompletedTask;
        };
        Assert.Equal("MediaGone", Assert.IsType<MessageContent.Shared>((await SentAsync("image", "1")).Content).Part.Problem);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_video_of_200_megabytes_is_not_taken_in(bool says)
    {
        _graph.Files["1"] = async http =>
        {
            if (says)
                http.Response.ContentLength = 200L * 1024 * 1024;
            var block = new byte[1024 * 1024];
            for (var i = 0; i < 200 && !http.RequestAborted.IsCancellationRequested; i++)
                await http.Response.Body.WriteAsync(block, http.RequestAborted);
        };
        Assert.Equal("MediaTooLarge", Assert.IsType<MessageContent.Shared>((await SentAsync("video", "1")).Content).Part.Problem);
        Assert.Equal(0, await _host.QueryAsync(db => db.MediaFiles.CountAsync()));
        Assert.True(!Directory.Exists(_host.MediaFolder) || Directory.GetFiles(_host.MediaFolder).Length == 0);
    }

    [Fact]
    public async Task A_page_that_says_it_is_a_picture_is_not_kept()
    {
        _graph.Files["1"] = http =>
        {
            http.Response.ContentType = "image/png";
            return http.Response.WriteAsync("<!doctype html><script>alert(1)</script>\0");
        };
        Assert.Equal("MediaWrongKind", Assert.IsType<MessageContent.Shared>((await SentAsync("image", "1")).Content).Part.Problem);
    }

    [Fact]
    public async Task What_Meta_has_no_more_is_said() =>
        Assert.Equal("MediaGone", Assert.IsType<MessageContent.Shared>((await SentAsync("document", "unknown")).Content).Part.Problem);

    private async Task<Message> SentAsync(string type, string mediaId, string? caption = null)
    {
        await _budi.SendAsync(
            _budi.Message(type,
                new JsonObject
                {
                    ["id"] = mediaId,
                    ["mime_type"] = "image/png",
                    ["url"] = "http://169.254.169.254/never",
                    ["caption"] = caption,
                }));
        await Eventually.TrueAsync(
            () => _host.QueryAsync(async db => !await db.MediaFetches.AnyAsync()), "the file to be looked for", seconds: 30);
        return await _host.QueryAsync(db => db.Messages.SingleAsync());
    }
}
