using System.Globalization;
using CxBot.Reports;
using CxBot.Reports.Retention;
using Microsoft.AspNetCore.WebUtilities;

namespace CxBot.Web.Desk.Reports;

/// <summary>A report's filter, as it stands in the address: it can be kept, sent on and gone back to. What cannot be read is left
/// out.</summary>
public static class ReportAddress
{
    public const string Path = "desk/reports";

    /// <summary>The parts of the report, the first at first.</summary>
    public static readonly IReadOnlyList<string> Sections =
        ["overview", "waiting", "outcomes", "topics", "agents", "voice", "customers", "bot"];

    /// <param name="today">The business's own.</param>
    public static ReportFilter Read(string address, DateOnly today)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        string? Text(string name) => query.TryGetValue(name, out var value) && value[0] is { Length: > 0 and < 200 } text ? text : null;
        DateOnly? Day(string name) =>
            DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day < ReportFilter.First ? ReportFilter.First : day : null;
        var to = Day("to") ?? today;
        var from = Day("from") ?? to.AddDays(1 - ReportFilter.DaysAtFirst);
        if (from > to)
            (from, to) = (to, from);
        if (to.DayNumber - from.DayNumber >= ReportFilter.MaxDays)
            from = to.AddDays(1 - ReportFilter.MaxDays);
        return new ReportFilter(from, to)
        {
            Channel = Text("channel"),
            Language = Text("language"),
            Topic = Text("topic"),
            Skill = Text("skill"),
            Agent = Text("agent"),
            Clock = Text("clock") == "open" ? ReportClock.Open : ReportClock.Elapsed,
            Hour = int.TryParse(Text("hour"), CultureInfo.InvariantCulture, out var hour) && hour is >= 0 and < 24 ? hour : null,
            Weekday = int.TryParse(Text("weekday"), CultureInfo.InvariantCulture, out var weekday) && weekday is >= 0 and < 7
                ? (DayOfWeek)weekday : null,
            Moment = long.TryParse(Text("moment"), NumberStyles.None, CultureInfo.InvariantCulture, out var moment) ? moment : null,
        };
    }

    /// <param name="figure">A part of the report, or the figure whose cases are shown; null for the overview.</param>
    public static string Write(ReportFilter filter, string? figure = null, int page = 0)
    {
        var values = new Dictionary<string, string?>
        {
            ["from"] = Day(filter.From),
            ["to"] = Day(filter.To),
            ["channel"] = filter.Channel,
            ["language"] = filter.Language,
            ["topic"] = filter.Topic,
            ["skill"] = filter.Skill,
            ["agent"] = filter.Agent,
            ["clock"] = filter.Clock == ReportClock.Open ? "open" : null,
            ["hour"] = filter.Hour?.ToString(CultureInfo.InvariantCulture),
            ["weekday"] = filter.Weekday is { } weekday ? ((int)weekday).ToString(CultureInfo.InvariantCulture) : null,
            ["moment"] = filter.Moment?.ToString(CultureInfo.InvariantCulture),
            ["page"] = page > 0 ? page.ToString(CultureInfo.InvariantCulture) : null,
        };
        return QueryHelpers.AddQueryString(
            figure is null ? Path : $"{Path}/{figure}", values.Where(pair => !string.IsNullOrEmpty(pair.Value)));
    }

    /// <param name="section">A part of the report, of <see cref="Sections"/>.</param>
    public static string Section(ReportFilter filter, string section) =>
        Write(filter with { Hour = null, Weekday = null, Moment = null }, section);

    /// <summary>The customers behind a number.</summary>
    public static string Group(ReportFilter filter, ShopGroup group, int page = 0) =>
        QueryHelpers.AddQueryString(Write(filter, "customers", page), "of", group.ToString());

    /// <summary>The customers that an address asks for; null for none.</summary>
    public static ShopGroup? GroupOf(string address) =>
        QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue("of", out var value) ? ShopGroup.Read(value[0]) : null;

    /// <summary>The address of a file with all that the filter leaves.</summary>
    /// <param name="table"><c>cases</c>, <c>handovers</c> or <c>surveys</c>.</param>
    public static string File(ReportFilter filter, string table, string form) =>
        Write(filter).Replace(Path, $"{Path}/files/{table}/{form}", StringComparison.Ordinal);

    public static int PageOf(string address) =>
        QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue("page", out var value)
            && int.TryParse(value[0], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page < 100_000 ? page : 0;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
