using System.Globalization;
using CxBot.Words;

namespace CxBot.Handover.Hours;

/// <summary>The opening hours as an agent would tell a customer: "Senin–Jumat 08.00–21.00, Sabtu 09.00–15.00 WIB". Pure.</summary>
public static class HoursInWords
{
    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday,
        DayOfWeek.Sunday,
    ];

    /// <param name="language">Of the customer; null for Indonesian.</param>
    /// <returns>Null where no hours are set: nobody said that somebody is always there.</returns>
    public static string? Say(OpeningHours hours, string? language, DateTimeOffset now)
    {
        var culture = CustomerWords.CultureOf(language);
        var runs = new List<(DayOfWeek First, DayOfWeek Last, string Spans)>();
        foreach (var day in Week)
        {
            if (Spans(hours.On(day), culture) is not { Length: > 0 } spans)
                continue;
            if (runs is [.., var last] && last.Spans == spans && Array.IndexOf(Week, last.Last) == Array.IndexOf(Week, day) - 1)
                runs[^1] = last with { Last = day };
            else
                runs.Add((day, day, spans));
        }
        return runs.Count == 0 ? null
            : string.Join(", ", runs.Select(run => Days(run.First, run.Last, culture) + " " + run.Spans))
                + " " + ZoneName(TimeZoneInfo.ConvertTime(now, hours.Zone));
    }

    /// <summary>Indonesia's zones have names that people use; elsewhere the offset says it.</summary>
    public static string ZoneName(DateTimeOffset local) => local.Offset.TotalHours switch
    {
        7 => "WIB",
        8 => "WITA",
        9 => "WIT",
        _ => local.ToString("'UTC'zzz", CultureInfo.InvariantCulture),
    };

    private static string Days(DayOfWeek first, DayOfWeek last, CultureInfo culture) =>
        first == last ? Name(first, culture) : $"{Name(first, culture)}–{Name(last, culture)}";

    private static string Name(DayOfWeek day, CultureInfo culture) => culture.DateTimeFormat.GetDayName(day);

    private static string Spans(IReadOnlyList<(TimeSpan From, TimeSpan To)> spans, CultureInfo culture) =>
        string.Join(", ", spans.Select(span => $"{Clock(span.From, culture)}–{Clock(span.To, culture)}"));

    /// <summary>What lasts past midnight ends in the morning; midnight at the end is 24.00.</summary>
    private static string Clock(TimeSpan time, CultureInfo culture)
    {
        if (time > TimeSpan.FromHours(24))
            time -= TimeSpan.FromHours(24);
        var mark = culture.Name == "id" ? "." : ":";
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}{mark}{time.Minutes:00}");
    }
}
