using System.Diagnostics;
using System.Globalization;
using System.Net;
using CxBot.Chaos.Breaks;
using CxBot.Chaos.Checking;
using CxBot.Chaos.People;

namespace CxBot.Chaos.Scenarios;

/// <summary>Something breaks under load and heals, again and again: never 2xx for what is not stored, readiness says it in time, and
/// everything is well again in time without a new start.</summary>
/// <param name="breaks">What breaks, in turn.</param>
internal sealed class Broken(string name, params Break[] breaks) : Scenario
{
    private static readonly TimeSpan SaysWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HealsWithin = TimeSpan.FromSeconds(10);

    private readonly List<TimeSpan> _said = [];
    private readonly List<TimeSpan> _healed = [];
    private readonly List<Finding> _broken = [];

    public override string Name => name;

    public override IReadOnlyList<StoreKind> Stores => breaks[0].Stores;

    public override async Task<string?> MissingAsync()
    {
        foreach (var one in breaks)
        {
            if (await one.MissingAsync() is { } missing)
                return missing;
        }
        return null;
    }

    public override async Task<Outcome> PlayAsync(StoreKind store, ChaosOptions options, CancellationToken cancellationToken)
    {
        var plan = new StagePlan();
        foreach (var one in breaks)
            plan = await one.PlanAsync(plan);
        try
        {
            // Customers go on for as long as it takes.
            await using var stage = await Stage.SetAsync(store, options with { Messages = int.MaxValue }, plan, cancellationToken);
            stage.Crowd.Begin();
            for (var round = 0; round < options.Kills; round++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
                await BreakAsync(stage, breaks[round % breaks.Length], round, cancellationToken);
            }
            var (evidence, findings) = await stage.EndAsync(cancellationToken);
            List<Finding> all = [.. findings, .. _broken, .. WrongRefusals(stage)];
            return new Outcome(
                [
                    ("rounds", options.Kills.ToString(CultureInfo.InvariantCulture)), .. Figures.Of(stage, evidence, all),
                    ("said s p50/max", $"{Figures.Seconds(_said, 0.5)}/{Figures.Seconds(_said, 1)}"),
                    ("healed s p50/max", $"{Figures.Seconds(_healed, 0.5)}/{Figures.Seconds(_healed, 1)}"),
                ], all);
        }
        finally
        {
            foreach (var one in breaks)
                await one.DisposeAsync();
        }
    }

    private async Task BreakAsync(Stage stage, Break one, int round, CancellationToken cancellationToken)
    {
        var before = stage.Log.Count;
        await one.BreakAsync(stage, round);
        var began = Stopwatch.GetTimestamp();
        if (one.StopsService)
        {
            while (await stage.Node.IsReadyAsync(cancellationToken) && Stopwatch.GetElapsedTime(began) < 2 * stage.Options.Patience *
                SaysWithin)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            _said.Add(Stopwatch.GetElapsedTime(began));
            if (_said[^1] > stage.Options.Patience * SaysWithin)
                _broken.Add(new(Fault.Promise, $"{one.Name}: readiness said so after {_said[^1].TotalSeconds:0.0} s"));
        }
        var left = one.Lasts - Stopwatch.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, TimeProvider.System, cancellationToken);
        if (one.ServesOn && stage.Log.Count == before)
            _broken.Add(new(Fault.Promise, $"{one.Name}: nothing was acknowledged for {one.Lasts.TotalSeconds:0} s"));
        await one.HealAsync(stage, round);
        await HealsAsync(stage, one, round, cancellationToken);
    }

    /// <summary>Whole is: ready, and a new customer who asks is answered.</summary>
    private async Task HealsAsync(Stage stage, Break one, int round, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(2 * stage.Options.Patience * HealsWithin);
        using var customer = new WebCustomer(
            string.Create(CultureInfo.InvariantCulture, $"probe{stage.Options.Seed}.{round}"), stage.Address, stage.Log, stage.Options.Seed);
        var question = Questions.All[1];
        await customer.OpenAsync(patience.Token);
        await customer.SayAsync(Questions.Marked(question.Asked[0], customer.Name, 0), "0", patience.Token);
        var whole = await Insist.UntilAsync(async () => await stage.Node.IsReadyAsync(patience.Token)
            && await customer.IsAnsweredAsync(patience.Token),
            Dice.Of(stage.Options.Seed, customer.Name + " waits"), patience.Token);
        _healed.Add(Stopwatch.GetElapsedTime(began));
        if (!whole || _healed[^1] > stage.Options.Patience * HealsWithin)
            _broken.Add(new(Fault.Promise, $"{one.Name}: whole again after {_healed[^1].TotalSeconds:0.0} s"));
    }

    private IEnumerable<Finding> WrongRefusals(Stage stage)
    {
        // Under another clock a token has run out.
        var mayRunOut = breaks.Any(one => one is MovedClock);
        return Figures.WrongRefusals(stage.Log, mayRunOut ? [HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized] : []);
    }
}
