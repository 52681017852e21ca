using System.Globalization;
using CxBot.Reports;
using CxBot.Reports.Figures;

namespace CxBot.Web.Api.Reports;

/// <summary>What a program asks of the reports, by the names that the page's address has. Unlike there nothing is left out silently: a
/// program that mistypes would read wrong figures for months.</summary>
/// <param name="query">The address behind the question mark.</param>
/// <param name="today">The business's own day.</param>
public sealed class ReportQuery(IQueryCollection query, DateOnly today)
{
    /// <summary>What narrows a report.</summary>
    public static readonly IReadOnlyList<string> FilterNames =
        ["from", "to", "channel", "topic", "skill", "agent", "clock", "hour", "weekday"];

    private const int MaxNameLength = 200;

    /// <summary>The first thing that is wrong, with what to write; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>The filter; of no use where there is a <see cref="Problem"/>.</summary>
    /// <param name="others">What this endpoint understands beside the filter.</param>
    public ReportFilter Filter(params ReadOnlySpan<string> others)
    {
        foreach (var name in query.Keys)
            if (!FilterNames.Contains(name) && !others.Contains(name))
                Wrong($"There is no parameter \"{name}\". Known are {string.Join(", ", [.. FilterNames, .. others])}.");
        var to = Day("to") ?? today;
        var from = Day("from") ?? to.AddDays(1 - ReportFilter.DaysAtFirst);
        if (from > to)
            Wrong("from is a day after to.");
        if (to.DayNumber - from.DayNumber >= ReportFilter.MaxDays)
            Wrong($"A report is over {ReportFilter.MaxDays} days at most. Ask for less at once.");
        return new ReportFilter(from, to)
        {
            Channel = Text("channel"),
            Topic = Text("topic"),
            Skill = Text("skill"),
            Agent = Text("agent"),
            Clock = OneOf("clock", "elapsed", "open") == "open" ? ReportClock.Open : ReportClock.Elapsed,
            Hour = Number("hour", 23),
            Weekday = (DayOfWeek?)Number("weekday", 6),
        };
    }

    /// <summary>The figures asked for, in their own order; all where none is named.</summary>
    public IReadOnlyList<Figure> Figures()
    {
        string[] ids = [.. query["figure"].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))];
        foreach (var id in ids.Where(id => AllFigures.Find(id) is null))
            Wrong($"There is no figure \"{Short(id)}\". /api/v1/reports/figures lists them.");
        return ids.Length == 0 ? AllFigures.All : [.. AllFigures.All.Where(figure => ids.Contains(figure.Id))];
    }

    public bool Flag(string name) => OneOf(name, "false", "true") == "true";

    /// <summary>One of some values; the first where nothing is said.</summary>
    public string OneOf(string name, params ReadOnlySpan<string> values)
    {
        if (Text(name) is not { } text)
            return values[0];
        if (values.Contains(text))
            return text;
        Wrong($"{name} is {string.Join(" or ", values.ToArray())}, not \"{Short(text)}\".");
        return values[0];
    }

    public string? Text(string name)
    {
        var values = query[name];
        if (values.Count > 1)
            Wrong($"{name} stands there twice.");
        if (values.Count == 0 || string.IsNullOrEmpty(values[0]))
            return null;
        if (values[0]!.Length > MaxNameLength)
            Wrong($"{name} has at most {MaxNameLength} characters.");
        return values[0];
    }

    private DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day >= ReportFilter.First)
            return day;
        Wrong($"{name} is a day since {ReportFilter.First:yyyy-MM-dd} such as 2026-01-31, not \"{Short(text)}\".");
        return null;
    }

    private int? Number(string name, int largest)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= largest)
            return number;
        Wrong($"{name} is 0 to {largest}, not \"{Short(text)}\".");
        return null;
    }

    private void Wrong(string problem) => Problem ??= problem;

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
