using System.Diagnostics;
using CxBot.Chaos.Checking;
using CxBot.Chaos.Nodes;
using CxBot.Chaos.People;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Chaos;

/// <summary>What a scenario plays on: a database, a Graph API, the app as one process or more, and the customers.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(180);

    private readonly List<AppNode> _nodes = [];
    private readonly ChaosOptions _options;
    private int _calls;

    private Stage(Store store, ChaosOptions options) => (Store, _options) = (store, options);

    public Store Store { get; }

    public ChaosOptions Options => _options;

    public AckLog Log { get; } = new();

    public RoughGraph Graph { get; private set; } = null!;

    public IReadOnlyList<AppNode> Nodes => _nodes;

    public AppNode Node => _nodes[0];

    /// <summary>How customers reach the app; by default each call goes to the next of the nodes.</summary>
    public Func<Uri> Address { get; set; } = null!;

    public Crowd Crowd { get; private set; } = null!;

    /// <param name="plan">What the scenario wants of its nodes.</param>
    public static async Task<Stage> SetAsync(StoreKind kind, ChaosOptions options, StagePlan plan, CancellationToken cancellationToken)
    {
        var store = await Store.MakeAsync(kind, plan.Folder, plan.Network);
        var stage = new Stage(store, options);
        try
        {
            stage.Address = () => stage._nodes[Interlocked.Increment(ref stage._calls) % stage._nodes.Count].Address;
            stage.Graph = await RoughGraph.StartAsync(() => stage.Address(), options.Seed, plan.Rough);
            KnowledgeFiles.Shop().WriteTo(Path.Combine(store.Folder, "knowledge"));
            var settings = store.Settings();
            foreach (var (key, value) in stage.Graph.Graph.Settings.Concat(Patience).Concat(plan.Settings))
                settings[key] = value;
            for (var at = 0; at < plan.Nodes; at++)
                stage._nodes.Add(new AppNode(store.Folder, settings));
            await Task.WhenAll(stage._nodes.Select(node => node.StartAsync(cancellationToken)));
            stage.Crowd = new Crowd(() => stage.Address(), stage.Log, options, plan.Pause);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until nothing is left to do, and compares everything with everything.</summary>
    public async Task<(Evidence Evidence, IReadOnlyList<Finding> Findings)> EndAsync(CancellationToken cancellationToken)
    {
        Crowd.IsEnough = true;
        await Crowd.EndAsync(Settling);
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Settling
            && (Graph.Reporting > 0 || !await EvidenceReader.IsSettledAsync(Store, cancellationToken)))
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        var last = await LastAsync(cancellationToken);
        var heard = await Crowd.LeaveAsync(id => last.GetValueOrDefault(id), TimeSpan.FromSeconds(30));
        var evidence = await EvidenceReader.ReadAsync(Store, Log, cancellationToken) with
        {
            Taken = [.. Graph.Taken],
            Reported = [.. Graph.Reported],
            Sockets = [.. heard],
        };
        return (evidence, Checker.Check(evidence));
    }

    public async ValueTask DisposeAsync()
    {
        Crowd?.Dispose();
        foreach (var node in _nodes)
            await node.DisposeAsync();
        if (Graph is not null)
            await Graph.DisposeAsync();
        await Store.DisposeAsync();
    }

    /// <summary>What Meta never reports on is known to be unknown after seconds, not minutes.</summary>
    private static readonly Dictionary<string, string?> Patience = new()
    {
        ["Channels:WhatsApp:RequestTimeout"] = "00:00:01.5",
        ["Channels:WhatsApp:UnconfirmedAfter"] = "00:00:05",
    };

    private async Task<Dictionary<string, long>> LastAsync(CancellationToken cancellationToken)
    {
        await using var db = Store.Open();
        return await db.Conversations.AsNoTracking().ToDictionaryAsync(c => c.Id.Value, c => c.LastSequence, cancellationToken);
    }
}
