using System.Globalization;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Retention;

namespace CxBot.Web.Desk.Reports.Retention;

/// <summary>How customers and months are written for a reader.</summary>
internal static class ShopText
{
    public static string Month(DeskWords words, int month) => ShopMonths.Begins(month).ToString("MMM yyyy", words.Culture);

    public static string Iso(int month) => ShopMonths.Begins(month).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>What a number counts.</summary>
    public static string Name(DeskWords words, ShopGroup group)
    {
        var name = group switch
        {
            { Kind: ShopGroupKind.Cohort, Later: { } later, Month: { } month } =>
                words.Say("ReportShopCohortLater", Month(words, month), later),
            { Month: { } month } => words.Say($"ShopGroup_{group.Kind}", Month(words, month)),
            { Outcome: { } outcome } => words.Say("ShopGroup_Outcome", words["Report_" + IdOf(outcome)]),
            { Effort: { } effort } => words[$"ShopEffort_{effort}"],
            _ => words[$"ShopGroup_{group.Kind}"],
        };
        return group.IsAgain ? words.Say("ReportShopAgain", name) : name;
    }

    /// <summary>The figure that a number is of.</summary>
    public static string FigureOf(ShopGroup group) => group.Kind switch
    {
        ShopGroupKind.Cohort => ShopFigures.OrderedAgain.Id,
        ShopGroupKind.Running or ShopGroupKind.Ended => ShopFigures.Churn.Id,
        _ => ShopFigures.OrderedAgainAfter.Id,
    };

    /// <summary>The figure that counts an outcome, by its name.</summary>
    public static string IdOf(CaseOutcome outcome) => string.Concat(
        outcome.ToString().Select((sign, i) => char.IsUpper(sign) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(sign) : sign.ToString()));
}
