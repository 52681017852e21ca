using System.Diagnostics;
using System.Globalization;
using CxBot.Chaos.Checking;
using CxBot.Chaos.Nodes;
using CxBot.Chaos.People;

namespace CxBot.Chaos.Scenarios;

/// <summary>Two equal nodes on one PostgreSQL, of which one goes, again and again, under load.</summary>
internal abstract class SeveralNodes : Scenario
{
    private static readonly TimeSpan MovesWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan HeardWithin = TimeSpan.FromSeconds(1);

    private readonly List<TimeSpan> _moved = [];
    private readonly List<TimeSpan> _across = [];
    private readonly List<Finding> _broken = [];

    public override IReadOnlyList<StoreKind> Stores { get; } = [StoreKind.Postgres];

    public override async Task<string?> MissingAsync()
    {
        if (!await Tool.HasAsync("redis-server"))
            return "redis-server is not installed";
        var operating = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operating.md"));
        return operating.Contains("Cluster__Redis", StringComparison.Ordinal) || operating.Contains("Cluster:Redis", StringComparison.Ordinal)
            ? null : "this build is for one node: it has no Cluster:Redis";
    }

    public override async Task<Outcome> PlayAsync(StoreKind store, ChaosOptions options, CancellationToken cancellationToken)
    {
        await using var redis = await RedisServer.StartAsync();
        var plan = new StagePlan
        {
            Nodes = 2,
            Settings = new Dictionary<string, string?> { ["Cluster:Redis"] = redis.ConnectionString },
        };
        await using var stage = await Stage.SetAsync(store, options with { Messages = int.MaxValue }, plan, cancellationToken);
        stage.Crowd.Begin();
        await HearAcrossAsync(stage, cancellationToken);
        for (var round = 0; round < options.Kills; round++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            await BreakAsync(stage, round, cancellationToken);
        }
        var goal = options.Messages;
        while (stage.Log.Count < goal)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        var (evidence, findings) = await stage.EndAsync(cancellationToken);
        List<Finding> all = [.. findings, .. _broken, .. Figures.WrongRefusals(stage.Log)];
        all.AddRange(evidence.GivenUp.Select(id => new Finding(Fault.Promise, $"{id} was never taken, however often it was tried")));
        return new Outcome(
            [
                ("rounds", options.Kills.ToString(CultureInfo.InvariantCulture)), .. Figures.Of(stage, evidence, all),
                ("moved s p50/max", $"{Figures.Seconds(_moved, 0.5)}/{Figures.Seconds(_moved, 1)}"),
                ("across nodes ms p50/p99", $"{Figures.Milliseconds(_across, 0.5)}/{Figures.Milliseconds(_across, 0.99)}"),
            ], all);
    }

    protected abstract Task BreakAsync(Stage stage, int round, CancellationToken cancellationToken);

    /// <summary>Asks in conversations that either node may have had, on the one that is left, until all are answered.</summary>
    protected async Task MovesAsync(AppNode left, IReadOnlyList<WebCustomer> customers, Stage stage, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(3 * stage.Options.Patience * MovesWithin);
        await Task.WhenAll(customers.Select(async customer =>
        {
            customer.Beside = () => left.Address;
            await customer.SayAsync(Questions.Marked(Questions.All[1].Asked[0], customer.Name, 1), "1", patience.Token);
            await Insist.UntilAsync(() => customer.ReadsAsync(Questions.All[1].Answer, patience.Token),
                Dice.Of(stage.Options.Seed, customer.Name + " waits"), patience.Token);
            lock (_moved)
                _moved.Add(Stopwatch.GetElapsedTime(began));
            customer.Dispose();
        }));
        if (_moved.Max() > stage.Options.Patience * MovesWithin)
            _broken.Add(new(Fault.Promise, $"the conversations of the dead node went on after {_moved[^1].TotalSeconds:0.0} s"));
    }

    /// <summary>Customers who have a conversation already, with either node.</summary>
    protected static async Task<IReadOnlyList<WebCustomer>> CustomersAsync(Stage stage, int round, CancellationToken cancellationToken)
    {
        List<WebCustomer> customers =
        [
            .. Enumerable.Range(0, 20).Select(at => new WebCustomer(
                string.Create(CultureInfo.InvariantCulture, $"m{stage.Options.Seed}.{round}.{at}"), stage.Address, stage.Log,
                stage.Options.Seed)),
        ];
        foreach (var customer in customers)
        {
            await customer.OpenAsync(cancellationToken);
            await customer.SayAsync(Questions.Marked(Questions.All[0].Asked[0], customer.Name, 0), "0", cancellationToken);
        }
        return customers;
    }

    /// <summary>Customers listen on one node, and what they say is posted to the other.</summary>
    private async Task HearAcrossAsync(Stage stage, CancellationToken cancellationToken)
    {
        for (var at = 0; at < 10; at++)
        {
            var customer = new WebCustomer(string.Create(CultureInfo.InvariantCulture, $"x{stage.Options.Seed}.{at}"),
                () => stage.Nodes[0].Address, stage.Log, stage.Options.Seed);
            var stream = await customer.OpenAsync(cancellationToken);
            await using var listener = new Listener(customer, stream, stage.Options.Seed);
            customer.Beside = () => stage.Nodes[1].Address;
            for (var said = 0; said < 10; said++)
            {
                await customer.SayAsync(Questions.Marked("halo", customer.Name, said), $"{said}", cancellationToken);
                var began = Stopwatch.GetTimestamp();
                var place = stage.Log.Said.Last(l => l.Customer == customer.Name).Sequence;
                while (listener.Watermark < place && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30))
                    await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
                _across.Add(Stopwatch.GetElapsedTime(began));
            }
        }
        var slowest = _across.Order().ElementAt((int)(_across.Count * 0.99) - 1);
        if (slowest > stage.Options.Patience * HeardWithin)
            _broken.Add(new(Fault.Promise, $"what was posted to the other node was heard after {slowest.TotalSeconds:0.0} s"));
    }
}

/// <summary>One is killed.</summary>
internal sealed class OneOfTwoKilled : SeveralNodes
{
    public override string Name => "two-nodes";

    protected override async Task BreakAsync(Stage stage, int round, CancellationToken cancellationToken)
    {
        var customers = await CustomersAsync(stage, round, cancellationToken);
        var (dead, left) = (stage.Nodes[round % 2], stage.Nodes[(round + 1) % 2]);
        dead.Kill();
        await MovesAsync(left, customers, stage, cancellationToken);
        await dead.StartAsync(cancellationToken);
    }
}

/// <summary>Each in turn is stopped in order and started again, as an update does.</summary>
internal sealed class RollingRestart : SeveralNodes
{
    public override string Name => "rolling";

    protected override async Task BreakAsync(Stage stage, int round, CancellationToken cancellationToken)
    {
        foreach (var node in stage.Nodes)
        {
            await node.StopAsync(cancellationToken);
            await node.StartAsync(cancellationToken);
        }
    }
}
