namespace CxBot.Reports.Statistics;

/// <summary>
/// What all cases would have said, by those who answered: the mean of each stratum counts as much as its cases are of all
/// (post-stratification, Holt and Smith 1979). It is right where, within a stratum, answering has nothing to do with the answer.
/// </summary>
/// <param name="Mean">On the scale.</param>
/// <param name="Interval">95 %, as if the cases were a sample of many more.</param>
/// <param name="Strata">In how many it was taken, after those with too few answers were joined with their neighbours.</param>
public sealed record WeightedScore(double Mean, Interval Interval, long Cases, ScoreTally Answers, int Strata)
{
    private const double Cautious = 2;

    /// <summary>The mean of the answers as they came.</summary>
    public double Raw => Answers.Mean!.Value;

    public bool IsEnough => Enough.Is(Answers.Count);

    /// <returns>Null where nobody answered.</returns>
    /// <exception cref="ArgumentException">A stratum has more answers than cases.</exception>
    public static WeightedScore? Of(IReadOnlyCollection<Stratum> strata, Scale scale)
    {
        if (strata.FirstOrDefault(stratum => stratum.Answers.Count > stratum.Cases) is { } wrong)
            throw new ArgumentException($"{wrong.Group} {wrong.Step} has more answers than cases.", nameof(strata));
        var joined = JoinedStrata.Of(strata);
        var cases = joined.Sum(stratum => stratum.Cases);
        var answers = joined.Aggregate(default(ScoreTally), (sum, next) => sum + next.Answers);
        if (answers.Count == 0)
            return null;
        var mean = joined.Sum(stratum => stratum.Cases * stratum.Answers.Mean!.Value) / cases;
        return new WeightedScore(mean, IntervalOf(joined, cases, mean, scale), cases, answers, joined.Count);
    }

    /// <summary>
    /// As of so many answers of one weight as would tell as much (the effective sample size of Kish 1965), never more than there are. Few
    /// answers of a stratum may be alike by chance: two more that lie as far apart as the scale allows are counted into its variance.
    /// </summary>
    private static Interval IntervalOf(IReadOnlyList<JoinedStrata> strata, long cases, double mean, Scale scale)
    {
        var (ofOne, ofMean, byWeights) = (0.0, 0.0, 0.0);
        foreach (var (weight, answers) in strata.Select(stratum => ((double)stratum.Cases / cases, stratum.Answers)))
        {
            var fromMean = answers.Mean!.Value - mean;
            ofOne += weight * ((answers.Spread / answers.Count) + (fromMean * fromMean));
            ofMean += weight * weight / answers.Count * (answers.Spread + (Cautious * scale.MaxVariance)) / (answers.Count + Cautious);
            byWeights += weight * weight / answers.Count;
        }
        // Where all answers are alike, the weights alone tell.
        var count = ofOne > 1e-12 ? Math.Min(strata.Sum(stratum => stratum.Answers.Count), ofOne / ofMean) : 1 / byWeights;
        return AdjustedWald.Of(count, mean, ofOne, scale);
    }
}
