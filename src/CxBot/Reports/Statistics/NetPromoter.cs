namespace CxBot.Reports.Statistics;

/// <summary>The Net Promoter Score: of answers from 0 to 10, the share of 9 and 10 less the share of 0 to 6.</summary>
public sealed record NetPromoter(long Promoters, long Passives, long Detractors)
{
    public long Count => Promoters + Passives + Detractors;

    /// <summary>Promoters as 1, passives as 0, detractors as -1: to be weighted on <see cref="Scale.Promoter"/>.</summary>
    public ScoreTally Scores => new(Count, Promoters - Detractors, Promoters + Detractors);

    /// <summary>In points, -100 to 100; null without an answer.</summary>
    public double? Points => 100 * Scores.Mean;

    /// <summary>
    /// Where the true score lies, in points (<see cref="AdjustedWald"/>; plain Wald covers as little as a tenth of what it says for 10
    /// answers). Null without an answer.
    /// </summary>
    public Interval? Interval => new ScoreMean(Scores, Scale.Promoter).Interval is { } share
        ? new Interval(100 * share.Low, 100 * share.High)
        : null;

    public bool IsEnough => Enough.Is(Count);

    /// <exception cref="ArgumentOutOfRangeException">An answer is not from 0 to 10.</exception>
    public static NetPromoter Of(IEnumerable<int> answers)
    {
        var (promoters, passives, detractors) = (0, 0, 0);
        foreach (var answer in answers)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(answer, nameof(answers));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(answer, 10, nameof(answers));
            if (answer >= 9)
                promoters++;
            else if (answer >= 7)
                passives++;
            else
                detractors++;
        }
        return new NetPromoter(promoters, passives, detractors);
    }
}
