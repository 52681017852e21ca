namespace CxBot.Reports.Statistics;

/// <summary>Whole-numbered scores as the sums that mean and variance come from. Exact, so that tallies add and subtract.</summary>
/// <param name="Squares">The sum of their squares.</param>
public readonly record struct ScoreTally(long Count, long Sum, long Squares)
{
    /// <summary>Null where there are none.</summary>
    public double? Mean => Count > 0 ? (double)Sum / Count : null;

    public static ScoreTally Of(int score, long count = 1) => new(count, score * count, (long)score * score * count);

    public static ScoreTally operator +(ScoreTally one, ScoreTally other) =>
        new(one.Count + other.Count, one.Sum + other.Sum, one.Squares + other.Squares);

    public static ScoreTally operator -(ScoreTally one, ScoreTally other) =>
        new(one.Count - other.Count, one.Sum - other.Sum, one.Squares - other.Squares);

    /// <summary>The sum of the squared distances from their own mean; 0 where there are none.</summary>
    public double Spread => Count > 0 ? Math.Max(0, Squares - ((double)Sum * Sum / Count)) : 0;
}
