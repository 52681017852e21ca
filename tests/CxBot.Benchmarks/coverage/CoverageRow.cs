using System.Globalization;
using CxBot.Reports.Statistics;

namespace CxBot.Benchmarks.Coverage;

/// <summary>How often the intervals of samples of one size hold the truth, over many truths.</summary>
internal sealed record CoverageRow(
    string Size, double Average, double Least, string Where, double Width, double PlainAverage, double PlainLeast)
{
    public const string Head = """
        | answers | on average | least | at | width | plain, on average | plain, least |
        | ---: | ---: | ---: | --- | ---: | ---: | ---: |
        """;

    public static CoverageRow Of(string size, IReadOnlyList<CoveredTruth> truths)
    {
        var least = truths.MinBy(one => one.Held)!;
        return new CoverageRow(size, truths.Average(one => one.Held), least.Held, least.Name, truths.Average(one => one.Width),
            truths.Average(one => one.PlainHeld), truths.Min(one => one.PlainHeld));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Size} | {Average:0.0 %} | {Least:0.0 %} | {Where} | {Width:0.###} | {PlainAverage:0.0 %} | {PlainLeast:0.0 %} |");
}

/// <summary>
/// The parts of the samples of one truth whose interval, and whose plain interval, held it; and how wide it was on average.
/// </summary>
internal sealed record CoveredTruth(string Name, double Held, double PlainHeld, double Width)
{
    public static CoveredTruth Of(string name, double truth, int samples, Func<(Interval Interval, Interval Plain)> draw)
    {
        var (held, plainHeld, width) = (0, 0, 0.0);
        for (var i = 0; i < samples; i++)
        {
            var (interval, plain) = draw();
            held += Holds(interval, truth) ? 1 : 0;
            plainHeld += Holds(plain, truth) ? 1 : 0;
            width += interval.Width;
        }
        return new CoveredTruth(name, (double)held / samples, (double)plainHeld / samples, width / samples);
    }

    /// <summary>A truth at an end of the interval is not lost to the last binary digit.</summary>
    private static bool Holds(Interval interval, double truth) => interval.Low - 1e-9 <= truth && truth <= interval.High + 1e-9;
}
