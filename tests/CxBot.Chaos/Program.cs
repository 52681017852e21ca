using System.Diagnostics;
using CxBot.Chaos;
using CxBot.Chaos.Checking;
using CxBot.Chaos.Scenarios;

// Breaks a running CxBot in every way that is known, and looks afterwards whether anything that was acknowledged is lost or doubled.
(ChaosOptions Options, IReadOnlyList<string> Scenarios) asked;
try
{
    asked = ChaosOptions.Read(args);
}
catch (Exception wrong) when (wrong is FormatException or ArgumentException or OverflowException)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
var names = ScenarioList.All().Select(scenario => scenario.Name).ToList();
if (asked.Scenarios.Except(names).ToList() is { Count: > 0 } unknown)
{
    Console.Error.WriteLine($"There is no {string.Join(", ", unknown)}. There are: {string.Join(", ", names)}.");
    return 2;
}

var broken = 0;
foreach (var name in asked.Scenarios.Count > 0 ? asked.Scenarios : names)
{
    var stores = ScenarioList.All().Single(scenario => scenario.Name == name).Stores
        .Where(store => asked.Options.Store is null || store == asked.Options.Store);
    foreach (var store in stores)
    {
        var scenario = ScenarioList.All().Single(one => one.Name == name);
        var began = Stopwatch.GetTimestamp();
        var outcome = await scenario.MissingAsync() is { } missing ? $"NOT PLAYED: {missing}" : await PlayAsync(scenario, store);
        Console.WriteLine($"{name} on {store}, seed {asked.Options.Seed}, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {outcome}");
    }
}
Console.WriteLine(broken == 0 ? "Everything held." : $"{broken} did not hold.");
return broken == 0 ? 0 : 1;

async Task<string> PlayAsync(Scenario scenario, StoreKind store)
{
    Outcome outcome;
    try
    {
        outcome = await scenario.PlayAsync(store, asked.Options, CancellationToken.None);
    }
#pragma warning disable CA1031 // One that cannot be played to its end has not held, and the others are played all the same.
    catch (Exception failure)
#pragma warning restore CA1031
    {
        outcome = new Outcome([], [new(Fault.Promise, $"it ended early: {failure}")]);
    }
    broken += outcome.Findings.Count > 0 ? 1 : 0;
    return (outcome.Findings.Count > 0 ? "DID NOT HOLD: " : "held: ") + outcome;
}
