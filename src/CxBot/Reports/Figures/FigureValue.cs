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

    /// <summary>By nearest rank; over long periods at most 2.5 % off.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>In nine of ten it was no longer, as the median.</summary>
    public TimeSpan? NineTenths { get; init; }

    /// <summary>Of scores; null where it is of none.</summary>
    public ScoreMean? Scores { get; init; }
}
