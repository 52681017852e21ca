using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Alerts;
using CxBot.Audit;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Alerts;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Desk.Alerts;

/// <summary>Who is called for what, from an agent's act to the other's desk and phone.</summary>
public sealed class CalledAgentsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_transfer_and_a_mention_call_the_other_agent_on_sqlite()
    {
        await using var push = await FakePushService.StartAsync();
        await IsCalledAsync(push, new() { ["Push:TrustedHosts:0"] = push.Host });
    }

    [Fact]
    public async Task A_transfer_and_a_mention_call_the_other_agent_on_postgres()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var push = await FakePushService.StartAsync();
        await IsCalledAsync(push, new()
        {
            ["Push:TrustedHosts:0"] = push.Host,
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        });
    }

    private static async Task IsCalledAsync(FakePushService push, Dictionary<string, string?> settings)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), settings);
        var (board, alerts, presence) = (app.Services.GetRequiredService<Board>(), app.Services.GetRequiredService<AgentAlerts>(),
            app.Services.GetRequiredService<AgentPresence>());
        var (sari, budi) = (await DeskAgent.SitDownAsync(app, "Sari"), await DeskAgent.SitDownAsync(app, "Budi Santoso"));
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("mau bicara dengan CS, pesanan INV-2231 pecah");
        await customer.WaitForQueueAsync();
        var id = customer.ConversationId;
        await sari.TakeAsync(id);
        await alerts.LookedAsync(id, sari.Agent.Id, 99, Token);

        // Budi sits at no desk, and wants his phone to ring.
        var devices = app.Services.GetRequiredService<PushDevices>();
        Assert.True(await devices.KeepAsync(budi.Agent.Id, push.Address, "id", Token));
        Assert.True(await devices.KeepAsync(budi.Agent.Id, push.Address, "id", Token));
        Assert.False(await devices.KeepAsync(budi.Agent.Id, push.Address with { Endpoint = "http://169.254.169.254/x" }, "id", Token));
        Assert.False(await devices.KeepAsync(budi.Agent.Id, push.Address with { Auth = "AA" }, "id", Token));
        var kept = await app.ReadAsync(db => db.PushSubscriptions.SingleAsync(Token));
        Assert.DoesNotContain(push.Host, kept.Protected, StringComparison.Ordinal);
        var calls = app.Services.GetRequiredService<PushCalls>();
        await calls.RoundAsync(Token);
        var before = await ReadAsync(board, app);
        Assert.False(Row(before, id).Unread);

        await sari.TransferAsync(id, budi);
        await PushedAsync(push, AlertCause.Transferred, 1);
        var given = await ReadAsync(board, app);
        Assert.True(Row(given, id).Unread);
        Assert.Equal([AlertCause.Transferred], Between(before, given, budi));
        Assert.Empty(Between(before, given, sari));
        Assert.All(push.Read, call => Assert.DoesNotContain("INV-2231", call.GetRawText(), StringComparison.Ordinal));

        // What he has read is read by him, and by nobody else; what he says himself he has read too.
        await alerts.LookedAsync(id, sari.Agent.Id, 999, Token);
        Assert.True(Row(await ReadAsync(board, app), id).Unread);
        await budi.ReplyAsync(id, "Halo, saya Budi");
        Assert.False(Row(await ReadAsync(board, app), id).Unread);

        // A note names him in a conversation that is not his, and Sari in one of her own.
        await budi.TransferAsync(id, sari);
        before = await ReadAsync(board, app);
        await sari.NoteAsync(id, "@budi santoso, bisa bantu @Sari?");
        await PushedAsync(push, AlertCause.Mentioned, 1);
        var named = await ReadAsync(board, app);
        Assert.Equal([AlertCause.Mentioned], Between(before, named, budi));
        Assert.Empty(Between(before, named, sari));
        var mention = Assert.Single(named.Board.Mentions);
        Assert.Equal((budi.Agent.Id, "Sari", id), (mention.AgentId, mention.By, mention.ConversationId));
        await alerts.LookedAsync(id, budi.Agent.Id, mention.Sequence, Token);
        Assert.Empty((await ReadAsync(board, app)).Board.Mentions);

        // While he has a desk in front of him, or is away, or wants no such calls, the phone is still.
        await StillAsync(() => presence.LooksAsync(budi.Agent.Id, true, Token));
        await presence.LooksAsync(budi.Agent.Id, false, Token);
        await StillAsync(() => presence.SetAwayAsync(budi.Agent.Id, true, Token));
        Assert.Null(await alerts.NowAsync(budi.Agent.Id, Token));
        await presence.SetAwayAsync(budi.Agent.Id, false, Token);
        Assert.NotNull(await alerts.NowAsync(budi.Agent.Id, Token));
        await StillAsync(() => alerts.ChooseAsync(budi.Agent.Id, choices => choices.SetNotification(AlertCause.Mentioned, false), Token));
        await alerts.ChooseAsync(budi.Agent.Id, choices => choices.SetNotification(AlertCause.Mentioned, true), Token);
        await sari.NoteAsync(id, "@Budi, sekarang?");
        await PushedAsync(push, AlertCause.Mentioned, 2);
        await sari.NoteAsync(id, "@Budi!!");
        await calls.RoundAsync(Token);
        await PushedAsync(push, AlertCause.Mentioned, 2);

        // A device that is gone is forgotten; so is one whose agent has signed out everywhere.
        app.Time.Advance(TimeSpan.FromMinutes(1));
        push.Answers = 410;
        await sari.NoteAsync(id, "@Budi lagi");
        await Eventually.TrueAsync(() => app.ReadAsync(async db => !await db.PushSubscriptions.AnyAsync(Token)), "the device to be gone");
        push.Answers = 201;
        await devices.KeepAsync(budi.Agent.Id, push.Address, "id", Token);
        await calls.RoundAsync(Token);
        await app.Services.GetRequiredService<AgentAccounts>().EndSessionsAsync(AuditActor.CommandLine, budi.Agent.Id, Token);
        var read = push.Read.Count;
        await sari.TransferAsync(id, budi);
        await Eventually.TrueAsync(() => app.ReadAsync(async db => !await db.PushSubscriptions.AnyAsync(Token)), "the session to be over");
        Assert.Equal(read, push.Read.Count);

        // Later each time, so that it is not the pause between two calls that keeps this one back.
        async Task StillAsync(Func<Task> state)
        {
            app.Time.Advance(TimeSpan.FromMinutes(1));
            await state();
            var rang = push.Read.Count;
            await sari.NoteAsync(id, "@Budi, lihat ini");
            await board.ReadAsync(Token);
            await calls.RoundAsync(Token);
            Assert.Equal(rang, push.Read.Count);
        }
    }

    private static Task PushedAsync(FakePushService push, AlertCause cause, int times) => Eventually.TrueAsync(
        () => Task.FromResult(push.Read.Count(call => call.GetProperty("tag").GetString()!
            .StartsWith(cause.ToString(), StringComparison.Ordinal)) == times), $"{times} call for {cause}");

    private static async Task<BoardReading> ReadAsync(Board board, CxBotApp app)
    {
        await board.ReadAsync(Token);
        return new(board.Current, app.Time.GetUtcNow());
    }

    private static BoardRow Row(BoardReading reading, ConversationId id) => reading.Board.Owned.Single(row => row.Id == id);

    private static IEnumerable<AlertCause> Between(BoardReading before, BoardReading now, DeskAgent agent) =>
        DeskAlerts.Between(before, now, agent.Agent.Id).Select(alert => alert.Cause);
}
