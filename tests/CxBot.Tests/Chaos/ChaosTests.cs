using CxBot.Chaos;
using CxBot.Chaos.Breaks;
using CxBot.Chaos.Scenarios;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Chaos;

/// <summary>The short form of what <c>tests/CxBot.Chaos</c> does at length. What takes minutes is asked for.</summary>
[Collection(Alone.Name)]
public sealed class ChaosTests
{
    [Fact]
    public Task Killed_on_SQLite_it_loses_and_doubles_nothing() =>
        HoldsAsync(new Kill(), StoreKind.Sqlite, new(Seed: 1, Kills: 3, Messages: 300));

    [Fact(Explicit = true)]
    public Task Killed_on_PostgreSQL_it_loses_and_doubles_nothing() =>
        HoldsAsync(new Kill(), StoreKind.Postgres, new(Seed: 2, Kills: 2, Messages: 240));

    [Fact(Explicit = true)]
    public Task A_disk_that_fails_is_said_and_heals() => HoldsAsync(
        new Broken("faults", new FailingSync(), new Stopped()), StoreKind.Sqlite, new(Seed: 3, Kills: 2, Customers: 6));

    [Fact(Explicit = true)]
    public Task Two_nodes_of_which_one_is_killed_lose_and_double_nothing() =>
        HoldsAsync(new OneOfTwoKilled(), StoreKind.Postgres, new(Seed: 4, Kills: 1, Messages: 150, Customers: 6));

    private static async Task HoldsAsync(Scenario scenario, StoreKind store, ChaosOptions options)
    {
        if (await scenario.MissingAsync() is { } missing)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true" && scenario is not SeveralNodes)
                Assert.Fail($"CI needs this: {missing}.");
            Assert.Skip(missing);
        }
        // CI has other work beside it, and the times are promised for a machine that has none.
        var outcome = await scenario.PlayAsync(store, options with { Patience = 5 }, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(outcome.ToString());
        Assert.True(outcome.Findings.Count == 0, outcome.ToString());
    }
}
