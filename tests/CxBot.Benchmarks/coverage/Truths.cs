namespace CxBot.Benchmarks.Coverage;

/// <summary>The truths that samples are drawn from: what is usual, and what intervals are known to fail at.</summary>
internal static class Truths
{
    public static IReadOnlyList<Truth> Shares { get; } =
        [.. new[] { 1, 2, 3, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 97, 98, 99 }
            .Select(percent => Truth.Of($"{percent} %", 0, 100 - percent, percent))];

    /// <summary>Detractors, passives, promoters.</summary>
    public static IReadOnlyList<Truth> Promoters { get; } =
        [.. new[]
        {
            (1, 98, 1), (5, 90, 5), (10, 80, 10), (20, 60, 20), (33, 34, 33), (40, 20, 40), (50, 0, 50), (1, 1, 98), (1, 49, 50),
            (1, 29, 70), (1, 19, 80), (2, 8, 90), (5, 25, 70), (5, 45, 50), (10, 30, 60), (20, 30, 50), (30, 40, 30), (50, 30, 20),
            (60, 30, 10), (80, 19, 1), (90, 5, 5), (98, 1, 1),
        }.Select(parts => Truth.Of($"{parts.Item1}/{parts.Item2}/{parts.Item3}", -1, parts.Item1, parts.Item2, parts.Item3))];

    /// <summary>1 to 7.</summary>
    public static IReadOnlyList<Truth> Efforts { get; } =
    [
        Truth.Of("all alike often", 1, 1, 1, 1, 1, 1, 1, 1), Truth.Of("a hill", 1, 1, 6, 15, 20, 15, 6, 1), Truth.Of("mostly easy", 1, 2, 2, 4, 7, 15, 30, 40),
        Truth.Of("easy or hard", 1, 30, 5, 5, 10, 10, 10, 30), Truth.Of("nine in ten say 7", 1, 1, 0, 0, 1, 2, 6, 90),
        Truth.Of("nearly all say 6", 1, 2, 0, 0, 0, 2, 94, 2), Truth.Of("7, and one in twenty 1", 1, 5, 0, 0, 0, 0, 0, 95),
        Truth.Of("6, and one in twenty 1", 1, 5, 0, 0, 0, 0, 95, 0), Truth.Of("7, and one in a hundred 1", 1, 1, 0, 0, 0, 0, 0, 99),
        Truth.Of("mostly hard", 1, 40, 30, 15, 7, 4, 2, 2), Truth.Of("5 to 7", 1, 0, 0, 0, 0, 3, 94, 3),
    ];
}
