using System.Net;
using CxBot.Agents;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Web.Channels.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Channels.Media;

public sealed class MediaEndpointsTests
{
    [Fact]
    public async Task A_link_shows_its_own_file_for_an_hour()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 7, 3, 0, TimeSpan.Zero));
        await using var host = await ChannelHost.StartAsync(time: time);
        var visitor = await host.VisitorAsync();
        var (a, b) = (await SaveAsync(host, visitor.ConversationId, SampleFiles.Png),
            await SaveAsync(host, visitor.ConversationId, SampleFiles.Pdf));
        var link = host.Get<MediaLinks>().ForFile(a.Id);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, link));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, link.Replace(a.Id, b.Id, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, link.Replace("e=1", "e=2", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, link[..^1] + (link[^1] == 'A' ? 'B' : 'A')));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, $"/media/{a.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, "/media/..%2f..%2fcxbot.db?e=99999999999&s=x"));
        time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, link));
        time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(host, link));
    }

    [Fact]
    public async Task Everything_but_a_picture_is_a_download_and_parts_can_be_asked_for()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var text = await SaveAsync(host, visitor.ConversationId, "<script>alert(1)</script>"u8.ToArray(), "page \"x\".html");
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Get<MediaLinks>().ForFile(text.Id));
        request.Headers.Range = new(0, 6);
        using var response = await host.Http.SendAsync(request, ChannelHost.Token);
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("<script", await response.Content.ReadAsStringAsync(ChannelHost.Token));
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(("attachment", "page x.html.txt"),
            (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar));
    }

    [Fact]
    public async Task Only_an_agents_photo_is_public()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var photo = await SaveAsync(host, null, SampleFiles.Png);
        var secret = await SaveAsync(host, visitor.ConversationId, SampleFiles.Png);
        var document = await SaveAsync(host, null, SampleFiles.Pdf);
        await host.Get<Writer>().RunAsync(async (db, token) =>
        {
            db.Users.Add(new Agent { DisplayName = "Sari", UserName = "s", PhotoId = photo.Id });
            db.Users.Add(new Agent { DisplayName = "Budi", UserName = "b", PhotoId = document.Id });
            await db.SaveChangesAsync(token);
        }, ChannelHost.Token);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(host, MediaLinks.ForPhoto(photo.Id)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, MediaLinks.ForPhoto(secret.Id)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(host, MediaLinks.ForPhoto(document.Id)));
    }

    [Fact]
    public async Task Files_go_when_their_conversation_goes()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await ChannelHost.StartAsync(time: time);
        var (gone, kept) = (await host.VisitorAsync(), await host.VisitorAsync());
        await SaveAsync(host, gone.ConversationId, SampleFiles.Png);
        var file = await SaveAsync(host, kept.ConversationId, SampleFiles.Png);
        await File.WriteAllTextAsync(Path.Combine(host.MediaFolder, new string('a', 32) + ".part"), "broken off", ChannelHost.Token);
        await File.WriteAllTextAsync(Path.Combine(host.MediaFolder, "README.txt"), "not ours", ChannelHost.Token);
        await host.Get<Writer>()
            .RunAsync((db, token) => db.Conversations.Where(c => c.Id == gone.ConversationId).ExecuteDeleteAsync(token), ChannelHost.Token);

        var sweep = host.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<MediaSweep>().Single();
        Assert.Equal(0, await sweep.SweepAsync(ChannelHost.Token));
        time.Advance(TimeSpan.FromHours(2));
        await sweep.SweepAsync(ChannelHost.Token);
        Assert.Equal([file.Id, "README.txt"],
            Directory.GetFiles(host.MediaFolder).Select(Path.GetFileName).OrderBy(name => name == "README.txt"));
    }

    private static async Task<CxBot.Conversations.MediaReference> SaveAsync(
        ChannelHost host, ConversationId? conversationId, byte[] content, string name = "file")
    {
        using var stream = new MemoryStream(content);
        return await host.Get<MediaStore>().SaveAsync(stream, name, conversationId, ChannelHost.Token);
    }

    private static async Task<HttpStatusCode> StatusAsync(ChannelHost host, string link)
    {
        using var response = await host.Http.GetAsync(new Uri(link, UriKind.Relative), ChannelHost.Token);
        return response.StatusCode;
    }
}
