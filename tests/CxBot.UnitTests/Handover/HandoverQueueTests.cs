using CxBot.Tests.Testing;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Handover;

public sealed class HandoverQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_is_blocked_by_who_has_the_conversation_or_an_administrator_and_it_is_recorded()
    {
        await using var services = await new AgentServicesFixture().MigratedAsync();
        var writer = services.Services.GetRequiredService<Writer>();
        await writer.StartAsync(Token);
        async Task<Agent> AgentAsync(string name, string role) =>
            (await services.Accounts.CreateAsync(
                AuditActor.CommandLine, $"{name}@example.test", name, role, "kuda baterai benar", Token)).Agent!;
        var (sari, budi, ani) = (await AgentAsync("Sari", AgentRoles.Agent), await AgentAsync("Budi", AgentRoles.Agent),
            await AgentAsync("Ani", AgentRoles.Administrator));
        await services.GiveAsync(new("hers"), sari);
        await services.GiveAsync(new("waiting"), sari);
        var queue = services.Services.GetRequiredService<HandoverQueue>();
        await queue.ReleaseAsync(new("waiting"), sari, Token);

        await Assert.ThrowsAsync<AgentShutOutException>(() => queue.BlockAsync(new("hers"), budi, true, "203.0.113.7", Token));
        await Assert.ThrowsAsync<AgentShutOutException>(() => queue.BlockAsync(new("waiting"), budi, true, "203.0.113.7", Token));
        await queue.BlockAsync(new("hers"), sari, true, "203.0.113.7", Token);
        await queue.BlockAsync(new("hers"), ani, false, null, Token);
        await queue.BlockAsync(new("waiting"), ani, true, null, Token);

        await using var db = services.Db();
        Assert.Equal([false, true], await db.Conversations.OrderBy(c => c.Id).Select(c => c.Customer!.Blocked).ToListAsync(Token));
        var entries = await db.AuditEntries.Where(e => e.SubjectKind == AuditSubject.CustomerKind).OrderBy(e => e.Id).ToListAsync(Token);
        Assert.Equal([(AuditActs.CustomerBlocked, "Sari", "203.0.113.7"), (AuditActs.CustomerUnblocked, "Ani", null),
            (AuditActs.CustomerBlocked, "Ani", (string?)null)],
            entries.Select(e => (e.Act, e.ActorName!, e.Address)));
        await writer.StopAsync(Token);
    }

    [Fact]
    public async Task Whoever_comes_back_keeps_the_wait_they_had_and_the_row_says_why_they_are_back()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
        await using var services = await new AgentServicesFixture(time: time).MigratedAsync();
        var writer = services.Services.GetRequiredService<Writer>();
        await writer.StartAsync(Token);
        var sari = await HiredAsync(services, "Sari");
        var budi = await HiredAsync(services, "Budi");
        var queue = services.Services.GetRequiredService<HandoverQueue>();
        var asked = time.GetUtcNow();
        await services.GiveAsync(new("answered"), sari);
        time.Advance(TimeSpan.FromMinutes(5));
        await services.GiveAsync(new("waits"), sari);
        await services.GiveAsync(new("silent"), sari);
        await services.GiveAsync(new("passed"), sari);
        await services.Services.GetRequiredService<AgentReplies>().ReplyAsync(new("answered"), sari, "sebentar ya", null, Token);
        var wrote = time.GetUtcNow();
        await writer.RunAsync((db, token) => MessageLog.AppendInboundAsync(
            db, new InboundMessage { ConversationId = new("waits"), Channel = "web", Text = "halo?" }, wrote, token), Token);
        time.Advance(TimeSpan.FromMinutes(25));

        await queue.RequeueVanishedAsync(new("waits"), sari.Id, Token);
        await queue.RequeueVanishedAsync(new("silent"), sari.Id, Token);
        await queue.RequeueVanishedAsync(new("passed"), budi.Id, Token);
        await queue.ReleaseAsync(new("answered"), sari, Token);
        await queue.ReleaseFromAsync(new("silent"), sari, Token);
        await queue.TransferAsync(new("passed"), sari, budi, asAdministrator: false, Token);

        await using var db = services.Db();
        Assert.Equal<(string, DateTimeOffset?, QueuedBecause?)>(
            [("answered", asked, QueuedBecause.Released), ("waits", wrote, QueuedBecause.AgentVanished),
                ("silent", time.GetUtcNow(), QueuedBecause.AgentDisabled)],
            (await BoardQuery.WaitingAsync(db, Token)).Select(row => (row.Id.Value, row.WaitsSince, row.Returned)));
        var passed = Assert.Single(await BoardQuery.RowsAsync(db, BoardQuery.Owned(db), Token));
        Assert.Equal(("passed", budi.Id, QueuedBecause.Transferred), (passed.Id.Value, passed.OwnerId!, passed.Returned!.Value));
        Assert.Equal([new ConversationId("answered"), new ConversationId("passed"), new ConversationId("waits")],
            await db.Messages.Where(m => m.Role == MessageRole.System).Select(m => m.ConversationId).Order().ToListAsync(Token));
        await writer.StopAsync(Token);
    }

    private static async Task<Agent> HiredAsync(AgentServicesFixture services, string name) =>
        (await services.Accounts.CreateAsync(
            AuditActor.CommandLine, $"{name}@example.test", name, AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
}
