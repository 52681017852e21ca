using CsCheck;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Handover;

/// <summary>Whatever agents and customers do, in whatever order: what a customer is told is so, in that moment, in the database.</summary>
public sealed class ToldTruthTests
{
    /// <summary>Asking and taking come often: without them nothing else can be done.</summary>
    private static readonly QueueAct[] Acts =
        [.. Enum.GetValues<QueueAct>(), QueueAct.Ask, QueueAct.Ask, .. Enumerable.Repeat(QueueAct.Take, 8)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_sentence_that_names_a_place_or_a_fact_is_true_when_it_is_said()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
        await using var services = await new AgentServicesFixture(time: time).MigratedAsync();
        var writer = services.Services.GetRequiredService<Writer>();
        await writer.StartAsync(Token);
        var agents = new List<Agent>();
        foreach (var name in (string[])["Sari", "Budi", "Ani"])
        {
            var made = await services.Accounts.CreateAsync(
                AuditActor.CommandLine, $"{name}@example.test", name, AgentRoles.Administrator, "kuda baterai benar", Token);
            agents.Add(made.Agent!);
        }

        var said = 0;
        await Gen.Select(Gen.Int[0, Acts.Length - 1], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2]).Array[10, 30].SampleAsync(async acts =>
        {
            await services.EmptyAsync();
            var queue = new ToldQueue(services, time, agents);
            foreach (var (act, conversation, agent, other) in acts)
                said += await queue.DoAsync(Acts[act], conversation, agents[agent], agents[other]);
        }, iter: 20, threads: 1);
        // All that is said in vain would pass too.
        Assert.True(said > 100, $"{said} sentences");
        await writer.StopAsync(Token);
    }
}
