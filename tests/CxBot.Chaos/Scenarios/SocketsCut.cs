using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CxBot.Chaos.Checking;
using CxBot.Chaos.Nodes;
using CxBot.Chaos.People;

namespace CxBot.Chaos.Scenarios;

/// <summary>All sockets are cut at once, something is said in each conversation meanwhile, and all come back at once.</summary>
internal sealed class SocketsCut : Scenario
{
    private static readonly TimeSpan NearlyAllWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AllWithin = TimeSpan.FromSeconds(30);

    public override string Name => "sockets-cut";

    public override async Task<Outcome> PlayAsync(StoreKind store, ChaosOptions options, CancellationToken cancellationToken)
    {
        await using var stage = await Stage.SetAsync(store, options with { Messages = 0 }, new(), cancellationToken);
        await using var wire = new Wire(stage.Node.Address);
        var listeners = new ConcurrentBag<Listener>();
        await Parallel.ForEachAsync(Enumerable.Range(0, options.Sockets), new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (at, token) =>
            {
                var customer = new WebCustomer(string.Create(CultureInfo.InvariantCulture, $"s{options.Seed}.{at}"),
                    () => wire.Address, stage.Log, options.Seed);
                var stream = await customer.OpenAsync(token);
                customer.Beside = () => stage.Node.Address;
                await customer.SayAsync(Questions.Marked("halo", customer.Name, 0), "0", token);
                listeners.Add(new Listener(customer, stream, options.Seed));
            });
        await HeardAsync(stage, listeners, TimeSpan.FromSeconds(120));
        wire.State = WireState.Closed;
        wire.Cut();
        await Parallel.ForEachAsync(listeners, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (listener, token) =>
            await listener.Customer.SayAsync(Questions.Marked(Questions.All[1].Asked[0], listener.Customer.Name, 1), "1", token));
        wire.State = WireState.Open;
        var caughtUp = await HeardAsync(stage, listeners, TimeSpan.FromSeconds(60));
        var (evidence, _) = await stage.EndAsync(cancellationToken);
        var last = evidence.Messages.GroupBy(m => m.Conversation).ToDictionary(g => g.Key, g => g.Max(m => m.Sequence));
        await Eventually.TrueAsync(
            () => Task.FromResult(listeners.All(l => l.Watermark >= last[l.Customer.Conversation])), "everybody to hear the end", 60);
        var heard = new List<Heard>();
        foreach (var listener in listeners)
        {
            await listener.DisposeAsync();
            heard.Add(listener.Heard(toTheEnd: true));
        }
        evidence = evidence with { Sockets = [.. heard] };
        List<Finding> all = [.. Checker.Check(evidence), .. Figures.WrongRefusals(stage.Log), .. InTime(caughtUp, options)];
        return new Outcome(
            [
                .. Figures.Of(stage, evidence, all), ("caught up", caughtUp.Count.ToString(CultureInfo.InvariantCulture)),
                ("s p50/p99/max", $"{Figures.Seconds(caughtUp, 0.5)}/{Figures.Seconds(caughtUp, 0.99)}/{Figures.Seconds(caughtUp, 1)}"),
            ], all);
    }

    private static IEnumerable<Finding> InTime(List<TimeSpan> caughtUp, ChaosOptions options)
    {
        var (sockets, most, all) = (options.Sockets, options.Patience * NearlyAllWithin, options.Patience * AllWithin);
        if (caughtUp.Count < sockets)
            yield return new(Fault.Promise, $"{sockets - caughtUp.Count} have not caught up");
        if (caughtUp.Count(wait => wait <= most) < 0.99 * sockets)
            yield return new(Fault.Promise, $"within {most.TotalSeconds} s only {caughtUp.Count(wait => wait <= most)} had");
        if (caughtUp.Exists(wait => wait > all))
            yield return new(Fault.Promise, $"the last had after {caughtUp.Max().TotalSeconds:0.0} s");
    }

    /// <summary>Waits until each has heard what was said in its conversation last.</summary>
    /// <returns>How long each took.</returns>
    private static async Task<List<TimeSpan>> HeardAsync(Stage stage, IReadOnlyCollection<Listener> listeners, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        var last = stage.Log.Said.GroupBy(l => l.Conversation!).ToDictionary(g => g.Key, g => g.Max(l => l.Sequence));
        var waits = new List<TimeSpan>();
        List<Listener> behind = [.. listeners];
        while (behind.Count > 0 && Stopwatch.GetElapsedTime(began) < patience)
        {
            waits.AddRange(Enumerable.Repeat(Stopwatch.GetElapsedTime(began),
                behind.RemoveAll(l => l.Watermark >= last[l.Customer.Conversation])));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
        return waits;
    }
}
