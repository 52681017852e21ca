using System.Net.WebSockets;
using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.DirectLine.Streaming;

public sealed class DirectLineStreamTests
{
    [Fact]
    public async Task What_was_said_before_the_socket_opened_comes_first_and_nothing_twice()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var id = await visitor.SayAsync("one", "c1");
        using var stream = await DirectLineSocket.OpenAsync(visitor.StreamUrl);
        var echo = await stream.UntilTextAsync("one");
        await host.SayAsync(visitor.ConversationId, MessageRole.Bot, "two");
        await visitor.SayAsync("three");
        await stream.UntilTextAsync("three");

        Assert.Equal(id, (string)echo["id"]!);
        Assert.Equal("c1", (string)echo["channelData"]!["clientActivityID"]!);
        Assert.Equal(["one", "two", "three"], stream.Activities.Select(a => (string)a["text"]!));
        Assert.Equal("3", stream.Watermark);
    }

    [Fact]
    public async Task A_client_that_comes_back_gets_exactly_what_it_missed()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await host.SayAllAsync(
            visitor.ConversationId, Enumerable.Range(1, 450).Select(i => (i % 7 == 0 ? MessageRole.Note : MessageRole.Bot, $"{i}")));
        using var answered = await host.SendAsync(
            HttpMethod.Get, $"/v3/directline/conversations/{visitor.ConversationId}?watermark=3", visitor.Token);
        var again = await ChannelHost.JsonAsync(answered);
        Assert.Equal(visitor.Token, (string)again["token"]!);
        using var stream = await DirectLineSocket.OpenAsync((string)again["streamUrl"]!);
        await stream.UntilTextAsync("450");
        Assert.Equal(Enumerable.Range(4, 447).Where(i => i % 7 != 0).Select(i => $"{i}"),
            stream.Activities.Select(a => (string)a["text"]!));
    }

    [Fact]
    public async Task Two_tabs_hear_the_same_and_empty_frames_do_no_harm()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var first = await DirectLineSocket.OpenAsync(visitor.StreamUrl);
        using var second = await DirectLineSocket.OpenAsync(await visitor.NewStreamUrlAsync());
        await first.SendAsync("");
        await first.SendAsync("not json {");
        await first.SendAsync(new string('x', 100_000));
        for (var i = 0; i < 20; i++)
            await visitor.SayAsync($"{i}");
        await first.UntilTextAsync("19");
        await second.UntilTextAsync("19");
        Assert.Equal(first.Activities.Select(a => (string)a["id"]!), second.Activities.Select(a => (string)a["id"]!));
        Assert.Equal(20, first.Activities.Count);
        Assert.Equal(first.Activities.Select(a => (string)a["timestamp"]!).Order(StringComparer.Ordinal).Distinct(),
            first.Activities.Select(a => (string)a["timestamp"]!));
    }

    [Fact]
    public async Task A_note_moves_nothing_and_is_not_told()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var stream = await DirectLineSocket.OpenAsync(visitor.StreamUrl);
        await host.SayAsync(visitor.ConversationId, MessageRole.Note, "between us");
        await host.SayAsync(visitor.ConversationId, MessageRole.Bot, "hello");
        await stream.UntilTextAsync("hello");
        Assert.Single(stream.Activities);
    }

    [Fact]
    public async Task A_handover_is_told_as_it_moves()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await visitor.SayAsync("a person please");
        var agent = await HandOverAsync(host, visitor.ConversationId);
        using var stream = await DirectLineSocket.OpenAsync(visitor.StreamUrl);
        var waiting = await stream.UntilAsync(a => (string?)a["name"] == "cxbot/handover");
        Assert.Equal(("waiting", 1, null),
            ((string)waiting["value"]!["state"]!, (int)waiting["value"]!["position"]!, (string?)waiting["id"]));

        await host.Get<HandoverQueue>().TryClaimAsync(visitor.ConversationId, agent, ChannelHost.Token);
        var taken = await stream.UntilAsync(a => (string?)a["channelData"]?["cxbot"]?["handover"]?["state"] == "withAgent");
        Assert.Equal("system", (string)taken["channelData"]!["cxbot"]!["role"]!);
        Assert.Equal("/media/agent/photo1", new Uri((string)taken["channelData"]!["cxbot"]!["handover"]!["agent"]!["photo"]!).AbsolutePath);
        Assert.Equal("accepted", (string)(await stream.UntilAsync(a => (string?)a["name"] == "handoff.status"))["value"]!["state"]!);

        host.Get<Typing>().Report(visitor.ConversationId, TypingSide.Team, "Sari");
        var typing = await stream.UntilAsync(a => (string?)a["type"] == "typing");
        Assert.Equal(("agent:" + agent.Id, "Sari", "bot"),
            ((string)typing["from"]!["id"]!, (string)typing["from"]!["name"]!, (string)typing["from"]!["role"]!));

        await host.Get<AgentReplies>().ReplyAsync(visitor.ConversationId, agent, "Halo **apa kabar**", null, ChannelHost.Token);
        var reply = await stream.UntilTextAsync("Halo **apa kabar**");
        Assert.Equal(("plain", "agent:" + agent.Id, "Sari"),
            ((string)reply["textFormat"]!, (string)reply["from"]!["id"]!, (string)reply["from"]!["name"]!));
        Assert.Equal(1, (int)(await stream.UntilAsync(a => (string?)a["name"] == "cxbot/seen"))["value"]!["sequence"]!);

        await host.Get<HandoverQueue>().ResolveAsync(visitor.ConversationId, agent, HandoverOutcome.Solved, null, ChannelHost.Token);
        var resolved = await stream.UntilAsync(a => a["channelData"]?["cxbot"]?["rating"] is not null);
        Assert.Equal("completed",
            (string)(await stream.UntilAsync(
                a => (string?)a["name"] == "handoff.status" && (string?)a["value"]!["state"] == "completed"))["value"]!["state"]!);
        Assert.Equal("resolved", (string)resolved["channelData"]!["cxbot"]!["handover"]!["state"]!);
        // What is told for the moment is not kept.
        Assert.DoesNotContain((await visitor.ReadAsync())["activities"]!, a => (string?)a["type"] is "typing" or "event");
    }

    [Fact]
    public async Task The_streams_address_works_for_its_own_conversation_for_a_minute()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var host = await ChannelHost.StartAsync(time: time);
        var (mine, theirs) = (await host.VisitorAsync(), await host.VisitorAsync());
        async Task<int> StatusOf(string url, string? origin = null)
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            if (origin is not null)
                socket.Options.SetRequestHeader("Origin", origin);
            await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(url), ChannelHost.Token));
            return (int)socket.HttpStatusCode;
        }

        Assert.Equal(404,
            await StatusOf(mine.StreamUrl.Replace(mine.ConversationId.Value, theirs.ConversationId.Value, StringComparison.Ordinal)));
        Assert.Equal(403, await StatusOf(mine.StreamUrl.Split('?')[0] + "?t=" + mine.Token));
        Assert.Equal(401, await StatusOf(mine.StreamUrl.Split('?')[0]));
        Assert.Equal(403, await StatusOf(mine.StreamUrl, "https://evil.example"));
        using (await DirectLineSocket.OpenAsync(mine.StreamUrl, "https://shop.example")) { }
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(403, await StatusOf(mine.StreamUrl));
    }

    [Fact]
    public async Task A_watermark_of_a_log_that_was_deleted_does_not_hide_the_new_one()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await visitor.SayAsync("one");
        using var stream = await DirectLineSocket.OpenAsync(visitor.StreamUrl + "&watermark=99");
        await stream.UntilTextAsync("one");
        await host.Get<Writer>()
            .RunAsync((db, token) => db.Conversations.Where(c => c.Id == visitor.ConversationId).ExecuteDeleteAsync(token),
                ChannelHost.Token);
        host.Get<Feed>().Publish(visitor.ConversationId);
        Assert.Null(await stream.FrameAsync());
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_nobody_up()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var deaf = await DirectLineSocket.OpenAsync(visitor.StreamUrl);
        using var well = await DirectLineSocket.OpenAsync(await visitor.NewStreamUrlAsync());
        var large = new string('y', 8000);
        await host.SayAllAsync(visitor.ConversationId, Enumerable.Range(0, 60).Select(i => (MessageRole.Bot, large + i)));
        await well.UntilTextAsync(large + 59);
        Assert.Equal(60, well.Activities.Count);
    }

    private static async Task<Agent> HandOverAsync(ChannelHost host, ConversationId conversationId)
    {
        var agent = new Agent { DisplayName = "Sari", UserName = "sari@shop.example", PhotoId = "photo1" };
        await host.Get<Writer>().RunAsync(async (db, token) =>
        {
            db.Users.Add(agent);
            var handover = new HandoverRequest
            {
                ConversationId = conversationId,
                Reason = HandoverReason.CustomerAsked,
                RequestedAt = DateTimeOffset.UnixEpoch.AddYears(50),
                Brief = new HandoverBrief([], [], [], Mood.Calm, "en", false, [], [], [], null, null, null),
            };
            db.Handovers.Add(handover);
            await db.SaveChangesAsync(token);
            var conversation = await db.Conversations.SingleAsync(c => c.Id == conversationId, token);
            conversation.HandOver(handover.Begun, 1, handover.RequestedAt);
            await db.SaveChangesAsync(token);
        }, ChannelHost.Token);
        return agent;
    }
}
