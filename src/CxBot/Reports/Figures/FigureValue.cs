using CxBot.Reports.Statistics;

namespace CxBot.Reports.Figures;

/// <summary>What a figure comes to in a report.</summary>
/// <param name="Count">How many cases or handovers: as many as stand behind it.</param>
public sealed record FigureValue(int Count)
{
    /// <summary>Among how many; null where it is no share.</summary>
    public int? Of { get; init; }

    /// <summary>0 to 1; null where it is no share, or there is nothing to have one of.</summary>
    public double? Share => Of > 0 ? (double)Count / Of : null;

    /// <summary>Of times; null where there are none.</summary>
    public TimeSpan? Mean { get; init; }

    /// <summary>By nearest rank.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>In nine of ten it was no longer, by nearest rank.</summary>
    public TimeSpan? NineTenths { get; init; }

    /// <summary>Of scores; null where it is of none.</summary>
    public ScoreMean? Scores { get; init; }

    /// <param name="seconds">In any order.</param>
    public static FigureValue OfTimes(IReadOnlyList<int> seconds)
    {
        if (seconds.Count == 0)
            return new FigureValue(0);
        int[] sorted = [.. seconds.Order()];
        return new FigureValue(sorted.Length)
        {
            Mean = TimeSpan.FromSeconds(sorted.Average()),
            Median = Rank(sorted, 0.5),
            NineTenths = Rank(sorted, 0.9),
        };
    }

    private static TimeSpan Rank(int[] sorted, double share) =>
        TimeSpan.FromSeconds(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)]);
}
