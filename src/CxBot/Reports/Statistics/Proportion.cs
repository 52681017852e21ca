namespace CxBot.Reports.Statistics;

/// <summary>
/// How many of so many: a share with its 95 % interval. That is Wilson's (1927) as Brown, Cai and DasGupta mend it (2001, "Interval
/// Estimation for a Binomial Proportion", section 4.1.1): beside 0 and 1, where Wilson's covers as little as 84 % for 10 answers, a
/// Poisson limit takes its place.
/// </summary>
public sealed record Proportion(long Successes, long Count)
{
    /// <summary>The 5 % limits of a Poisson mean of which 1, 2 or 3 were seen.</summary>
    private static readonly double[] PoissonLimits = [0.0512932944, 0.3553615137, 0.8176914329];

    /// <summary>0 to 1; null of nothing.</summary>
    public double? Share => Count > 0 ? (double)Successes / Count : null;

    /// <summary>Where the true share lies; null of nothing.</summary>
    public Interval? Interval
    {
        get
        {
            if (Share is not { } share)
                return null;
            var stretch = 1 + (Z2 / Count);
            var middle = (share + (Z2 / (2 * Count))) / stretch;
            var half = Statistics.Interval.Z / stretch * Math.Sqrt((share * (1 - share) / Count) + (Z2 / (4.0 * Count * Count)));
            return new Interval(
                PoissonLimit(Successes) ?? Math.Max(0, middle - half),
                1 - PoissonLimit(Count - Successes) ?? Math.Min(1, middle + half));
        }
    }

    public bool IsEnough => Enough.Is(Count);

    private static double Z2 => Statistics.Interval.Z * Statistics.Interval.Z;

    private double? PoissonLimit(long seen) => seen > 0 && seen <= (Count <= 50 ? 2 : 3) ? PoissonLimits[seen - 1] / Count : null;
}
