using System.Globalization;

namespace CxBot.Handover;

/// <summary>When people are there. Pure: it is told the time.</summary>
public sealed class OpeningHours
{
    private readonly TimeZoneInfo zone;
    private readonly Dictionary<DayOfWeek, List<(TimeOnly From, TimeOnly To)>> week = [];
    private readonly HashSet<DateOnly> holidays = [];

    /// <exception cref="FormatException">A setting cannot be read; the message names it.</exception>
    public OpeningHours(HandoverOptions options)
    {
        zone = TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var found)
            ? found
            : throw new FormatException($"Handover:TimeZone \"{options.TimeZone}\" is not a time zone. Use an IANA name such as Asia/Jakarta.");
        foreach (var (day, spans) in options.Hours)
        {
            if (!Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var weekday))
                throw new FormatException($"Handover:Hours:{day} is not a day. Use Monday to Sunday.");
            week[weekday] = [.. spans.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(span => Span(day, span))];
        }
        foreach (var holiday in options.Holidays)
        {
            if (!DateOnly.TryParseExact(holiday, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                throw new FormatException($"Handover:Holidays \"{holiday}\" is not a date. Write it as 2026-12-25.");
            holidays.Add(date);
        }
    }

    /// <summary>The zone that customers are told times in, where their own is unknown.</summary>
    public TimeZoneInfo Zone => zone;

    public bool IsOpen(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        return Spans(DateOnly.FromDateTime(local.Date)).Any(span => span.From <= time && time < span.To);
    }

    /// <summary>When people are back: null where they are there now, or are never there within the next 30 days.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        if (IsOpen(now)) return null;
        var local = TimeZoneInfo.ConvertTime(now, zone);
        for (var ahead = 0; ahead <= 30; ahead++)
        {
            var date = DateOnly.FromDateTime(local.Date).AddDays(ahead);
            foreach (var (from, _) in Spans(date).OrderBy(span => span.From))
            {
                var opening = date.ToDateTime(from);
                var moment = new DateTimeOffset(opening, zone.GetUtcOffset(opening));
                if (moment > now) return moment;
            }
        }
        return null;
    }

    private List<(TimeOnly From, TimeOnly To)> Spans(DateOnly date)
    {
        if (holidays.Contains(date)) return [];
        if (week.Count == 0) return [(TimeOnly.MinValue, TimeOnly.MaxValue)];
        return week.TryGetValue(date.DayOfWeek, out var spans) ? spans : [];
    }

    private static (TimeOnly From, TimeOnly To) Span(string day, string text)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length == 2 && TimeOnly.TryParse(ends[0], CultureInfo.InvariantCulture, out var from))
        {
            if (ends[1] == "24:00") return (from, TimeOnly.MaxValue);
            if (TimeOnly.TryParse(ends[1], CultureInfo.InvariantCulture, out var to) && from < to) return (from, to);
        }
        throw new FormatException($"Handover:Hours:{day} \"{text}\" is not a span of hours. Write it as 08:00-21:00.");
    }
}
