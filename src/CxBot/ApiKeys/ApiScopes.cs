namespace CxBot.ApiKeys;

/// <summary>What a key may open. The names stay as they are: they are stored, and written by owners.</summary>
public static class ApiScopes
{
    /// <summary>The figures, without a row of any case.</summary>
    public const string ReportsRead = "reports:read";

    /// <summary>A row for each case and each handover.</summary>
    public const string ReportsCases = "reports:cases";

    /// <summary>To tell what customers do at the shop; it reads nothing.</summary>
    public const string ActivityWrite = "activity:write";

    /// <summary>All of them, as they are offered.</summary>
    public static readonly IReadOnlyList<string> All = [ReportsRead, ReportsCases, ActivityWrite];
}
