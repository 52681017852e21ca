namespace CxBot.Reports.Statistics;

/// <summary>The mean of scores on a scale with two ends, as for CES, with its 95 % interval (<see cref="AdjustedWald"/>: Student's t covers
/// less than half of that where ten answers may all be alike by chance).</summary>
public sealed record ScoreMean(ScoreTally Scores, Scale Scale)
{
    public long Count => Scores.Count;

    /// <summary>Null without an answer.</summary>
    public double? Mean => Scores.Mean;

    /// <summary>Null without an answer.</summary>
    public Interval? Interval => Mean is { } mean ? AdjustedWald.Of(Count, mean, Scores.Spread / Count, Scale) : null;

    public bool IsEnough => Enough.Is(Count);
}
