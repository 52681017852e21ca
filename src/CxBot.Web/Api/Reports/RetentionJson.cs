using System.Globalization;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Retention;

namespace CxBot.Web.Api.Reports;

/// <summary>Whether customers stay, as JSON. Months are those of the business's zone, such as 2026-05.</summary>
internal static class RetentionJson
{
    /// <summary>What a filter asks for that says nothing of the shop's customers; null for nothing.</summary>
    public static string? Problem(ReportFilter filter) =>
        filter.Skill is null && filter.Agent is null && filter.Hour is null && filter.Weekday is null && filter.Clock == default ? null
            : "Customers are counted by months, channel and topic; skill, agent, clock, hour and weekday do not apply to them.";

    public static RetentionAnswer Of(CustomerRetention read) => new(
        Month(read.Months.First), Month(read.Months.Last), Month(read.Months.Now),
        [.. read.Cohorts.Select(cohort => new CohortAnswer(Month(cohort.Month), cohort.Size, cohort.Later))],
        [.. read.Churn.Select(one => new ChurnAnswer(Month(one.Month), one.Running, one.Ended))],
        [.. read.Again.Select(one => new AgainAnswer(
            one.Group.Kind, one.Group.Outcome, one.Group.Effort, one.Again.Successes, one.Again.Count))]);

    private static string Month(int month) => ShopMonths.Begins(month).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <param name="Unfinished">The month that is not over: what is counted in it can still grow.</param>
internal sealed record RetentionAnswer(string From, string To, string Unfinished, IReadOnlyList<CohortAnswer> Cohorts,
    IReadOnlyList<ChurnAnswer> Subscriptions, IReadOnlyList<AgainAnswer> OrderedAgainWithinThreeMonths);

/// <param name="Month">Of their first order.</param>
/// <param name="Later">How many ordered in the first month after it, the second, and so on.</param>
internal sealed record CohortAnswer(string Month, int Customers, IReadOnlyList<int> Later);

/// <param name="Running">When the month began.</param>
internal sealed record ChurnAnswer(string Month, int Running, int Ended);

/// <summary>An association, not a cause.</summary>
internal sealed record AgainAnswer(ShopGroupKind Who, CaseOutcome? Outcome, EffortPart? Effort, long Again, long Of);
