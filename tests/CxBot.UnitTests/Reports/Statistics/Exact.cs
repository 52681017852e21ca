namespace CxBot.Tests.Reports.Statistics;

/// <summary>
/// Every sample that can be, with its probability: what intervals cover comes out exactly, and nothing is left to chance.
/// </summary>
internal static class Exact
{
    /// <summary>How many of <paramref name="answers"/> gave each kind of answer, and how probable that is.</summary>
    public static IEnumerable<(int[] Counts, double Probability)> Samples(int answers, double[] parts) =>
        Samples(answers, parts, 0, new int[parts.Length], 1);

    /// <summary>The probability that an interval holds the truth.</summary>
    public static double Covered(int answers, double[] parts, Func<int[], bool> holds) =>
        Samples(answers, parts).Where(sample => holds(sample.Counts)).Sum(sample => sample.Probability);

    private static IEnumerable<(int[] Counts, double Probability)> Samples(
        int left, double[] parts, int kind, int[] counts, double probability)
    {
        if (kind == parts.Length - 1)
        {
            counts[kind] = left;
            yield return (counts, probability * Math.Pow(parts[kind], left));
            yield break;
        }
        var ways = 1.0;
        for (var count = 0; count <= left; count++)
        {
            counts[kind] = count;
            if (probability * ways > 0)
                foreach (var sample in Samples(left - count, parts, kind + 1, counts, probability * ways))
                    yield return sample;
            ways *= (left - count) / (count + 1.0) * parts[kind];
        }
    }
}
