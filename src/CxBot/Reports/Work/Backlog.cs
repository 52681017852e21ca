namespace CxBot.Reports.Work;

/// <summary>Who waited for a first word of a person at a moment.</summary>
/// <param name="Longest">How long the one had waited who had waited longest; null where nobody did.</param>
public sealed record Backlog(DateTimeOffset At, int Count, TimeSpan? Longest)
{
    /// <param name="waits">From when to when each waited, in seconds since 1970; the end is null while they wait.</param>
    /// <param name="moments">In order.</param>
    internal static IReadOnlyList<Backlog> Of(IEnumerable<(long From, long? Until)> waits, IReadOnlyList<DateTimeOffset> moments)
    {
        var coming = new Queue<(long From, long Until)>(waits.Select(w => (w.From, Until: w.Until ?? long.MaxValue)).OrderBy(w => w.From));
        // The longest waits first, and those that ended leave when they come up.
        var waiting = new PriorityQueue<(long From, long Until), long>();
        var ends = new PriorityQueue<long, long>();
        var backlog = new List<Backlog>();
        foreach (var moment in moments)
        {
            var at = moment.ToUnixTimeSeconds();
            while (coming.TryPeek(out var next) && next.From <= at)
            {
                coming.Dequeue();
                if (next.Until <= at)
                    continue;
                waiting.Enqueue(next, next.From);
                ends.Enqueue(next.Until, next.Until);
            }

            while (ends.TryPeek(out var end, out _) && end <= at)
                ends.Dequeue();
            while (waiting.TryPeek(out var first, out _) && first.Until <= at)
                waiting.Dequeue();
            backlog.Add(new Backlog(
                moment, ends.Count, waiting.TryPeek(out var oldest, out _) ? TimeSpan.FromSeconds(at - oldest.From) : null));
        }

        return backlog;
    }
}
