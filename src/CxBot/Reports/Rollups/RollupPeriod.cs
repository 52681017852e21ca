namespace CxBot.Reports.Rollups;

/// <summary>A day or a month, by its number since 1970.</summary>
internal readonly record struct RollupPeriod(RollupLevel Level, int Number)
{
    public DateOnly From => Level == RollupLevel.Day ? FactQuery.DateOf(Number) : new DateOnly(1970 + (Number / 12), (Number % 12) + 1, 1);

    public DateOnly To => Level == RollupLevel.Day ? From : From.AddMonths(1).AddDays(-1);

    public static RollupPeriod Day(int day) => new(RollupLevel.Day, day);

    public static RollupPeriod MonthOf(DateOnly day) => new(RollupLevel.Month, (12 * (day.Year - 1970)) + day.Month - 1);
}
