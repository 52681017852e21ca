using System.Net;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Operations.Limits;

public sealed class TokenSharesTests
{
    [Fact]
    public async Task A_stranger_who_knows_a_conversations_id_uses_up_nothing_of_it()
    {
        await using var host = await ChannelHost.StartAsync(
            new()
            {
                ["RateLimits:Conversation:Burst"] = "5",
                ["RateLimits:Conversation:PerMinute"] = "1",
                ["RateLimits:Token:Burst"] = "8",
                ["RateLimits:Token:PerMinute"] = "1"
            });
        var (mine, stranger) = (await host.VisitorAsync(), await host.VisitorAsync());
        var body = new JObject { ["type"] = "message", ["text"] = "x" };
        foreach (var bearer in new[] { null, "nonsense", mine.Token[..^4] + "AAAA", stranger.Token })
        {
            for (var i = 0; i < 20; i++)
            {
                using var tried = await host.SendAsync(
                    HttpMethod.Post, $"/v3/directline/conversations/{mine.ConversationId}/activities", bearer, body);
                Assert.Contains(tried.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
            }
        }
        for (var i = 0; i < 5; i++)
            await mine.SayAsync("served");
        using var sixth = await mine.PostActivityAsync(body);
        Assert.Equal("429 TooManyRequests", await ChannelHost.CodeAsync(sixth));
        Assert.True(sixth.Headers.Contains("Retry-After"));
    }

    [Fact]
    public async Task A_renewed_token_has_no_new_share()
    {
        await using var host = await ChannelHost.StartAsync(
            new() { ["RateLimits:Token:Burst"] = "4", ["RateLimits:Token:PerMinute"] = "1" });
        var visitor = await host.VisitorAsync();
        using var refreshed = await visitor.PostAsync("/tokens/refresh", new JObject());
        var newer = visitor with { Token = (string)(await ChannelHost.JsonAsync(refreshed))["token"]! };
        await newer.ReadAsync();
        await newer.ReadAsync();
        using var more = await host.SendAsync(
            HttpMethod.Get, $"/v3/directline/conversations/{visitor.ConversationId}/activities", newer.Token);
        Assert.Equal(HttpStatusCode.TooManyRequests, more.StatusCode);
    }
}
