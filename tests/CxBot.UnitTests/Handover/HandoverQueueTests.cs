using CxBot.Tests.Testing;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        await services.GiveAsync("hers", sari);
        await services.GiveAsync("waiting", sari);
        var queue = services.Services.GetRequiredService<HandoverQueue>();
        await queue.ReleaseAsync("waiting", sari, Token);

        await Assert.ThrowsAsync<AgentShutOutException>(() => queue.BlockAsync("hers", budi, true, "203.0.113.7", Token));
        await Assert.ThrowsAsync<AgentShutOutException>(() => queue.BlockAsync("waiting", budi, true, "203.0.113.7", Token));
        await queue.BlockAsync("hers", sari, true, "203.0.113.7", Token);
        await queue.BlockAsync("hers", ani, false, null, Token);
        await queue.BlockAsync("waiting", ani, true, null, Token);

        await using var db = services.Db();
        Assert.Equal([false, true], await db.Conversations.OrderBy(c => c.Id).Select(c => c.Customer!.Blocked).ToListAsync(Token));
        var entries = await db.AuditEntries.Where(e => e.SubjectKind == AuditSubject.CustomerKind).OrderBy(e => e.Id).ToListAsync(Token);
        Assert.Equal([(AuditActs.CustomerBlocked, "Sari", "203.0.113.7"), (AuditActs.CustomerUnblocked, "Ani", null),
            (AuditActs.CustomerBlocked, "Ani", (string?)null)],
            entries.Select(e => (e.Act, e.ActorName!, e.Address)));
        await writer.StopAsync(Token);
    }
}
