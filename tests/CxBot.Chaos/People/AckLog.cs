using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using CxBot.Chaos.Checking;

namespace CxBot.Chaos.People;

/// <summary>What was acknowledged, and how everything else was answered.</summary>
internal sealed class AckLog
{
    private readonly List<Acknowledged> _said = [];
    private readonly ConcurrentBag<string> _givenUp = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _refusals = new();
    private readonly ConcurrentBag<TimeSpan> _waits = [];
    private readonly Lock _change = new();
    private readonly List<(int Goal, Action Then)> _goals = [];

    public int Count
    {
        get
        {
            lock (_change)
                return _said.Count;
        }
    }

    public IReadOnlyList<Acknowledged> Said
    {
        get
        {
            lock (_change)
                return [.. _said];
        }
    }

    public IReadOnlyCollection<string> GivenUp => _givenUp;

    /// <summary>How often each status was answered that is no success.</summary>
    public IReadOnlyDictionary<HttpStatusCode, int> Refusals => _refusals;

    /// <summary>How long each acknowledgement took, from its first try.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    /// <param name="began">When it was tried first.</param>
    public void Acknowledge(Acknowledged said, long began)
    {
        List<Action> now = [];
        lock (_change)
        {
            _said.Add(said);
            for (var at = _goals.Count - 1; at >= 0; at--)
            {
                if (_said.Count < _goals[at].Goal)
                    continue;
                now.Add(_goals[at].Then);
                _goals.RemoveAt(at);
            }
        }
        // Before anything else: a kill is to come right after an acknowledgement.
        foreach (var then in now)
            then();
        _waits.Add(Stopwatch.GetElapsedTime(began));
    }

    /// <summary>Does something at the moment of the acknowledgement of this number, on its own thread.</summary>
    public void At(int goal, Action then)
    {
        lock (_change)
        {
            if (_said.Count < goal)
            {
                _goals.Add((goal, then));
                return;
            }
        }
        then();
    }

    public void GiveUp(string id) => _givenUp.Add(id);

    public void Refused(HttpStatusCode status) => _refusals.AddOrUpdate(status, 1, (_, count) => count + 1);
}
