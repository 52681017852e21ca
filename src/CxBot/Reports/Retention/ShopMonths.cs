using CxBot.Reports.Rollups;

namespace CxBot.Reports.Retention;

/// <summary>The whole months of a report about customers, in months since January 1970: those that the filter touches, and so many before
/// that there is something to compare.</summary>
/// <param name="Now">The month in which it is read: nothing of it is complete.</param>
public sealed record ShopMonths(int First, int Last, int Now)
{
    private const int MinMonths = 12;
    private const int MaxMonths = 36;

    public static ShopMonths Of(ReportFilter filter, int now)
    {
        var last = Math.Min(RollupPeriod.MonthOf(filter.To).Number, now);
        var first = Math.Min(RollupPeriod.MonthOf(filter.From).Number, last + 1 - MinMonths);
        return new ShopMonths(Math.Max(first, last + 1 - MaxMonths), last, now);
    }

    public IEnumerable<int> All => Enumerable.Range(First, Last - First + 1);

    /// <summary>Those after which so many months are complete that it is known who ordered again.</summary>
    public IEnumerable<int> Followed => All.Where(month => month + OrderedAgain.Months < Now);

    /// <summary>The first day of a month.</summary>
    public static DateOnly Begins(int month) => new RollupPeriod(RollupLevel.Month, month).From;

    /// <summary>The last day of a month.</summary>
    public static DateOnly Ends(int month) => new RollupPeriod(RollupLevel.Month, month).To;

    public static int Of(DateOnly day) => RollupPeriod.MonthOf(day).Number;
}
