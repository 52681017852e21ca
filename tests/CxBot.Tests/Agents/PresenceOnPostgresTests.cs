using CxBot.Agents;
using CxBot.Audit;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Agents;

/// <summary>Two processes on one PostgreSQL, and desks of one agent at both.</summary>
public sealed class PresenceOnPostgresTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Desks_of_one_agent_at_two_processes_are_one_presence()
    {
        await using var server = await PostgresServer.StartAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
        await using var one = await StartAsync(server, time);
        await using var two = await StartAsync(server, time);
        var agent = (await one.Accounts.CreateAsync(
            AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
        AgentPresence[] desks = [.. new[] { one, two }.Select(node => node.Services.GetRequiredService<AgentPresence>())];

        // Each round begins a span, because the one before was over or in another state; all desks say so at once.
        for (var round = 0; round < 40; round++)
        {
            var away = round % 2 == 1;
            time.Advance(TimeSpan.FromSeconds(round % 4 == 0 ? 90 : 10));
            await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(
                () => i % 3 == 0 ? desks[i % 2].SetAwayAsync(agent.Id, away, Token) : desks[i % 2].SeenAsync(agent.Id, Token), Token)));
            time.Advance(TimeSpan.FromTicks(1));
            await desks[0].SeenAsync(agent.Id, Token);
        }

        await using var db = one.Db();
        var spans = await db.PresenceSpans.AsNoTracking().OrderBy(s => s.From).ToListAsync(Token);
        Assert.Equal(Enumerable.Range(0, 40).Select(round => round % 2 == 1), spans.Select(span => span.Away));
        Assert.All(spans, span => Assert.True(span.From < span.To));
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.To <= pair.Second.From));
        await one.Services.GetRequiredService<Writer>().StopAsync(Token);
        await two.Services.GetRequiredService<Writer>().StopAsync(Token);
    }

    private static async Task<AgentServicesFixture> StartAsync(PostgresServer server, TimeProvider time)
    {
        var node = await new AgentServicesFixture(server, time).MigratedAsync();
        await node.Services.GetRequiredService<Writer>().StartAsync(Token);
        return node;
    }
}
