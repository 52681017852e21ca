using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Media;

public sealed class MediaStoreTests
{
    [Fact]
    public async Task The_visitors_of_one_address_have_one_share_of_the_disk_for_a_day()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var size = 3 * SampleFiles.Png.Length;
        // Addresses are told apart only where shares are counted by them.
        await using var host = await ChannelHost.StartAsync(
            new() { ["Media:MaxAddressBytes"] = $"{size}", ["RateLimits:Enabled"] = "true" }, time);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
            statuses.Add(await SendAsync(await host.VisitorAsync()));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.RequestEntityTooLarge,
            HttpStatusCode.RequestEntityTooLarge], statuses);
        Assert.Equal(3, await host.QueryAsync(db => db.MediaFiles.CountAsync()));
        Assert.Equal(3, Directory.GetFiles(host.MediaFolder).Length);
        time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(await host.VisitorAsync()));
    }

    [Fact]
    public async Task Where_the_disk_is_nearly_full_files_are_refused_and_words_are_taken()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["Media:MinFreeBytes"] = $"{long.MaxValue}" });
        var visitor = await host.VisitorAsync();
        using var posted = await visitor.PostActivityAsync(Picture());
        Assert.Equal("507 NoRoom", await ChannelHost.CodeAsync(posted));
        Assert.Empty(Directory.Exists(host.MediaFolder) ? Directory.GetFiles(host.MediaFolder) : []);
        await visitor.SayAsync("words are stored");
    }

    private static async Task<HttpStatusCode> SendAsync(DirectLineVisitor visitor)
    {
        using var posted = await visitor.PostActivityAsync(Picture());
        return posted.StatusCode;
    }

    private static JObject Picture() => new()
    {
        ["type"] = "message",
        ["text"] = "foto",
        ["attachments"] = new JArray(
            new JObject { ["name"] = "a.png", ["contentUrl"] = "data:image/png;base64," + Convert.ToBase64String(SampleFiles.Png) }),
    };
}
