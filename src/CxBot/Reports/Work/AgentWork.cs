namespace CxBot.Reports.Work;

/// <summary>How an agent's time at the desk was spent. Only that time counts: a case that stays with somebody over night is no
/// work.</summary>
/// <param name="Present">At the desk, and not away.</param>
/// <param name="Occupied">The part of it with at least one case.</param>
/// <param name="CaseTime">The same, each case by itself: with two cases a second is two.</param>
/// <param name="Handled">How many cases the agent had.</param>
public sealed record AgentWork(TimeSpan Present, TimeSpan Occupied, TimeSpan CaseTime, int Handled)
{
    /// <summary>0 to 1; null where the agent was not there.</summary>
    public double? Occupancy => Present > TimeSpan.Zero ? Occupied / Present : null;

    /// <summary>How many cases at once, on average, while there was one; null where there was none.</summary>
    public double? Concurrency => Occupied > TimeSpan.Zero ? CaseTime / Occupied : null;

    /// <summary>The time of a case, each second shared among the cases at hand; null where there was none.</summary>
    public TimeSpan? HandleTime => Handled > 0 ? Occupied / Handled : null;

    /// <param name="present">Spans at the desk, in seconds since 1970, in any order; none overlap.</param>
    /// <param name="cases">Spans with a case, in any order; they may overlap.</param>
    internal static AgentWork Of(IEnumerable<WorkSpan> present, IReadOnlyCollection<WorkSpan> cases)
    {
        var turns = present.SelectMany(span => new[] { (At: span.From, Desk: 1, Case: 0), (At: span.To, Desk: -1, Case: 0) })
            .Concat(cases.SelectMany(span => new[] { (At: span.From, Desk: 0, Case: 1), (At: span.To, Desk: 0, Case: -1) }))
            .OrderBy(turn => turn.At);
        var (desk, open, since) = (0, 0, 0L);
        var (there, occupied, caseTime) = (0L, 0L, 0L);
        foreach (var turn in turns)
        {
            if (desk > 0)
            {
                there += turn.At - since;
                occupied += open > 0 ? turn.At - since : 0;
                caseTime += open * (turn.At - since);
            }

            (desk, open, since) = (desk + turn.Desk, open + turn.Case, turn.At);
        }

        return new AgentWork(
            TimeSpan.FromSeconds(there), TimeSpan.FromSeconds(occupied), TimeSpan.FromSeconds(caseTime),
            cases.Select(span => span.CaseId).Distinct().Count());
    }
}

/// <summary>From one moment to another, in seconds since 1970.</summary>
/// <param name="CaseId">Which case it was; 0 for none.</param>
internal readonly record struct WorkSpan(long From, long To, long CaseId = 0)
{
    /// <summary>The part of it within two moments; null where there is none.</summary>
    public WorkSpan? Within(long from, long to) =>
        Math.Max(From, from) is var begin && Math.Min(To, to) is var end && begin < end ? this with { From = begin, To = end } : null;
}
