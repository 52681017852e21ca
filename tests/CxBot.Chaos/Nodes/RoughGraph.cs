using System.Collections.Concurrent;
using System.Net;

namespace CxBot.Chaos.Nodes;

/// <summary>Meta's Graph API, which fails in each of its ways now and then, and of some messages never reports.</summary>
internal sealed class RoughGraph : IAsyncDisposable
{
    private readonly FakeGraph _graph;
    private readonly ConcurrentDictionary<string, bool> _reported = new();
    private readonly CancellationTokenSource _over = new();
    private int _reporting;

    private RoughGraph(FakeGraph graph) => _graph = graph;

    public FakeGraph Graph => _graph;

    /// <summary>The marks of what it took, in order.</summary>
    public IReadOnlyList<string> Taken => [.. _graph.Taken.Select(message => message.Tracker)];

    /// <summary>The marks of those on which it reported and was heard.</summary>
    public IReadOnlyCollection<string> Reported => [.. _reported.Keys];

    /// <summary>How many reports are on their way.</summary>
    public int Reporting => Volatile.Read(ref _reporting);

    /// <param name="app">Where reports go at this moment.</param>
    /// <param name="rough">Whether it fails at all.</param>
    public static async Task<RoughGraph> StartAsync(Func<Uri> app, int seed, bool rough = true)
    {
        var graph = await FakeGraph.StartAsync();
        var one = new RoughGraph(graph);
        if (rough)
            graph.Mood = body => Mood(Dice.Of(seed, $"{body["biz_opaque_callback_data"]} {graph.Calls.Count}").Next(100));
        graph.Then = taken => one.ReportAsync(app, taken, Dice.Of(seed, taken.Tracker));
        return one;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _graph.DisposeAsync();
        _over.Dispose();
    }

    private static (GraphMood, int) Mood(int thrown) => thrown switch
    {
        < 4 => (GraphMood.AcceptThenReset, 0),
        < 8 => (GraphMood.AcceptThenFail, 0),
        < 9 => (GraphMood.TooMany, 0),
        < 12 => (GraphMood.Refuse, 131000),
        < 13 => (GraphMood.AcceptThenHang, 0),
        < 15 => (GraphMood.Reset, 0),
        _ => (GraphMood.Good, 0),
    };

    private async Task ReportAsync(Func<Uri> app, GraphMessage taken, Random dice)
    {
        // Of one in ten, Meta never says a word.
        if (dice.Next(10) == 0)
            return;
        Interlocked.Increment(ref _reporting);
        try
        {
            await People.Insist.UntilAsync(
                async () => await WhatsAppCustomer.ReportAsync(app(), taken.Id, "sent", taken.Tracker) == HttpStatusCode.OK, dice,
                _over.Token);
            _reported[taken.Tracker] = true;
        }
        finally
        {
            Interlocked.Decrement(ref _reporting);
        }
    }
}
