namespace CxBot.Reports.Statistics;

/// <summary>Where the truth behind a sample lies, 95 times of 100; both ends belong to it.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>The normal quantile of 97.5 %.</summary>
    internal const double Z = 1.959963984540054;

    public double Width => High - Low;

    public bool Contains(double truth) => Low <= truth && truth <= High;
}
