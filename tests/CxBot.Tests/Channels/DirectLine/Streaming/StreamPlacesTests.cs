using System.Net.WebSockets;
using CxBot.Web.Channels.DirectLine.Streaming;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace CxBot.Tests.Channels.DirectLine.Streaming;

public sealed class StreamPlacesTests
{
    [Fact]
    public async Task A_streams_address_opens_one_socket_however_often_it_is_tried()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var tries = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => TryAsync(visitor.StreamUrl)));
        var open = Assert.Single(tries, t => t.Socket is not null).Socket!;
        Assert.All(tries.Where(t => t.Socket is null), t => Assert.Equal(403, t.Status));
        await visitor.SayAsync("heard");
        await open.UntilTextAsync("heard");
        open.Dispose();
        // Used is used, although nobody listens any more.
        Assert.Equal(403, (await TryAsync(visitor.StreamUrl)).Status);
        // Two that are given in the same second are two.
        var urls = new[] { await visitor.NewStreamUrlAsync(), await visitor.NewStreamUrlAsync() };
        foreach (var url in urls)
            (await DirectLineSocket.OpenAsync(url)).Dispose();
    }

    [Fact]
    public async Task After_a_restart_an_old_address_opens_nothing()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var first = await ChannelHost.StartAsync(time: time);
        var visitor = await first.VisitorAsync();
        (await DirectLineSocket.OpenAsync(visitor.StreamUrl)).Dispose();
        var folder = await first.StopAsync();
        time.Advance(TimeSpan.FromSeconds(60));
        await using var second = await ChannelHost.StartAsync(time: time, folder: folder);
        Assert.Equal(403,
            (await TryAsync(new Uri(second.Address, new Uri(visitor.StreamUrl).PathAndQuery).ToString()
                .Replace("http:", "ws:", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task For_the_sixth_socket_of_a_conversation_the_oldest_ends()
    {
        await using var host = await ChannelHost.StartAsync();
        var (crowd, other) = (await host.VisitorAsync(), await host.VisitorAsync());
        using var elsewhere = await DirectLineSocket.OpenAsync(other.StreamUrl);
        var sockets = new List<DirectLineSocket> { await DirectLineSocket.OpenAsync(crowd.StreamUrl) };
        for (var i = 1; i < 6; i++)
            sockets.Add(await DirectLineSocket.OpenAsync(await crowd.NewStreamUrlAsync()));
        await crowd.SayAsync("hello");
        Assert.Null(await EndAsync(sockets[0], "hello"));
        Assert.Equal(DirectLineStream.Replaced, sockets[0].Socket.CloseStatus);
        foreach (var socket in sockets.Skip(1))
            await socket.UntilTextAsync("hello");
        await other.SayAsync("untouched");
        await elsewhere.UntilTextAsync("untouched");
        // A place that was left is free, and then nobody has to go.
        sockets[5].Dispose();
        await Testing.Eventually.TrueAsync(async () =>
        {
            using var seventh = await DirectLineSocket.OpenAsync(await crowd.NewStreamUrlAsync());
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ChannelHost.Token);
            return sockets[1].Socket.State == WebSocketState.Open;
        }, "the place that was left to be free");
        foreach (var socket in sockets)
            socket.Dispose();
    }

    [Fact]
    public async Task One_address_has_so_many_sockets_and_the_next_is_told_to_wait()
    {
        await using var host = await ChannelHost.StartAsync(new() { ["RateLimits:SocketsPerAddress"] = "3" });
        var visitors = new List<DirectLineVisitor>();
        for (var i = 0; i < 4; i++)
            visitors.Add(await host.VisitorAsync());
        var sockets = new List<DirectLineSocket>();
        foreach (var visitor in visitors.Take(3))
            sockets.Add(await DirectLineSocket.OpenAsync(visitor.StreamUrl));
        Assert.Equal(429, (await TryAsync(visitors[3].StreamUrl)).Status);
        // Refused is not used: once there is room, the same address opens.
        sockets[0].Dispose();
        await Testing.Eventually.TrueAsync(async () => (await TryAsync(visitors[3].StreamUrl)) is { Socket: { } opened } && Keep(opened),
            "the place that was left to be free");
        foreach (var socket in sockets)
            socket.Dispose();

        bool Keep(DirectLineSocket opened)
        {
            sockets.Add(opened);
            return true;
        }
    }

    [Fact]
    public async Task A_socket_ends_with_its_token_and_stays_where_that_is_renewed()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await ChannelHost.StartAsync(new() { ["Channels:DirectLine:TokenLifetime"] = "00:02:00" }, time);
        var (renews, forgets) = (await host.VisitorAsync(), await host.VisitorAsync());
        using var kept = await DirectLineSocket.OpenAsync(renews.StreamUrl);
        using var left = await DirectLineSocket.OpenAsync(forgets.StreamUrl);
        time.Advance(TimeSpan.FromSeconds(90));
        using var refreshed = await renews.PostAsync("/tokens/refresh", new JObject());
        var newer = (string)(await ChannelHost.JsonAsync(refreshed))["token"]!;
        time.Advance(TimeSpan.FromSeconds(31));

        await host.SayAsync(forgets.ConversationId, CxBot.Conversations.MessageRole.Bot, "not for expired tokens");
        Assert.Null(await left.FrameAsync());
        Assert.Equal(DirectLineStream.TokenEnded, left.Socket.CloseStatus);
        Assert.Empty(left.Activities);
        await host.SayAsync(renews.ConversationId, CxBot.Conversations.MessageRole.Bot, "still heard");
        await kept.UntilTextAsync("still heard");

        // The newer token ends too.
        using var late = await DirectLineSocket.OpenAsync(await renews.NewStreamUrlAsync(newer));
        time.Advance(TimeSpan.FromSeconds(90));
        Assert.Null(await EndAsync(late, "still heard"));
        Assert.Equal(DirectLineStream.TokenEnded, late.Socket.CloseStatus);
    }

    /// <summary>The end of a stream, after what may come before it.</summary>
    private static async Task<JObject?> EndAsync(DirectLineSocket stream, string mayHear)
    {
        var frame = await stream.FrameAsync();
        return frame is not null && (string?)frame["activities"]![0]!["text"] == mayHear ? await stream.FrameAsync() : frame;
    }

    private static async Task<(DirectLineSocket? Socket, int Status)> TryAsync(string url)
    {
        var reader = new DirectLineSocket();
        reader.Socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await reader.Socket.ConnectAsync(new Uri(url), ChannelHost.Token);
            return (reader, 101);
        }
        catch (WebSocketException)
        {
            var status = (int)reader.Socket.HttpStatusCode;
            reader.Dispose();
            return (null, status);
        }
    }
}
