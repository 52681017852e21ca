using System.Globalization;
using System.Text.RegularExpressions;

namespace CxBot.Handover.Hours;

/// <summary>When people are there. Pure: it is told the time.</summary>
public sealed partial class OpeningHours
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<DayOfWeek, List<(TimeSpan From, TimeSpan To)>> _week = [];
    private readonly HashSet<DateOnly> _holidays = [];

    /// <summary>What is wrong with the settings, by name; null where they can be read.</summary>
    public static string? Problem(HandoverOptions options)
    {
        try
        {
            _ = new OpeningHours(options);
            return null;
        }
        catch (FormatException wrong)
        {
            return wrong.Message;
        }
    }

    /// <exception cref="FormatException">A setting cannot be read; the message names it.</exception>
    public OpeningHours(HandoverOptions options)
    {
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var found)
            ? found
            : throw new FormatException(
                $"Handover:TimeZone \"{options.TimeZone}\" is not a time zone. Use an IANA name such as Asia/Jakarta.");
        foreach (var (day, spans) in options.Hours)
        {
            if (!Enum.TryParse<DayOfWeek>(day, ignoreCase: true, out var weekday))
                throw new FormatException($"Handover:Hours:{day} is not a day. Use Monday to Sunday.");
            _week[weekday] =
                [.. spans.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(span => Span(day, span))];
        }
        foreach (var holiday in options.Holidays)
        {
            if (!DateOnly.TryParseExact(holiday, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                throw new FormatException($"Handover:Holidays \"{holiday}\" is not a date. Write it as 2026-12-25.");
            _holidays.Add(date);
        }
    }

    /// <summary>The zone that customers are told times in, where their own is unknown.</summary>
    public TimeZoneInfo Zone => _zone;

    /// <summary>Any hours are set; otherwise every day is open but the holidays.</summary>
    public bool AreSet => _week.Count > 0;

    public IReadOnlyCollection<DateOnly> Holidays => _holidays;

    /// <summary>When people are there on such a day, holidays aside; empty where they are not, or where no hours are set at all.</summary>
    public IReadOnlyList<(TimeSpan From, TimeSpan To)> On(DayOfWeek day) => _week.TryGetValue(day, out var spans) ? spans : [];

    public bool IsOpen(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _zone);
        var today = DateOnly.FromDateTime(local.Date);
        // What began yesterday evening may last past midnight.
        return Spans(today).Any(span => span.From <= local.TimeOfDay && local.TimeOfDay < span.To)
            || Spans(today.AddDays(-1)).Any(span => local.TimeOfDay + Day < span.To);
    }

    /// <summary>When people are back: null where they are there now, or are never there within the next 30 days.</summary>
    public DateTimeOffset? OpensAt(DateTimeOffset now)
    {
        if (IsOpen(now))
            return null;
        var local = TimeZoneInfo.ConvertTime(now, _zone);
        for (var ahead = 0; ahead <= 30; ahead++)
        {
            var date = DateOnly.FromDateTime(local.Date).AddDays(ahead);
            foreach (var (from, _) in Spans(date).OrderBy(span => span.From))
            {
                var opening = date.ToDateTime(TimeOnly.FromTimeSpan(from));
                var moment = new DateTimeOffset(opening, _zone.GetUtcOffset(opening));
                if (moment > now)
                    return moment;
            }
        }
        return null;
    }

    /// <summary>
    /// When people are there between two moments: in order and none over another, though one may begin where another ends. An hour that
    /// comes twice counts twice, and one that is left out not at all.
    /// </summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset To)> OpenSpans(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var stretch in OffsetStretch.Between(_zone, from, to))
        {
            var (first, last) = (stretch.From.ToOffset(stretch.Offset), stretch.To.ToOffset(stretch.Offset));
            for (var midnight = first - first.TimeOfDay; midnight < last; midnight += Day)
            {
                foreach (var (opens, closes) in OpenOn(DateOnly.FromDateTime(midnight.DateTime)))
                {
                    var begin = midnight + opens > first ? midnight + opens : first;
                    var end = midnight + closes < last ? midnight + closes : last;
                    if (begin < end)
                        yield return (begin.ToUniversalTime(), end.ToUniversalTime());
                }
            }
        }
    }

    /// <summary>When people are there on a date, by the clock on the wall: from 0 to 24 hours, in order, none over another.</summary>
    private List<(TimeSpan From, TimeSpan To)> OpenOn(DateOnly date)
    {
        var open = new List<(TimeSpan From, TimeSpan To)>();
        // What began the evening before, and may last past midnight, comes first.
        foreach (var (from, to) in Spans(date.AddDays(-1)).Select(span => (From: TimeSpan.Zero, To: span.To - Day))
            .Concat(Spans(date)).OrderBy(span => span.From))
        {
            var (begin, end) = (open is [.., var last] && last.To > from ? last.To : from, to < Day ? to : Day);
            if (begin < end)
                open.Add((begin, end));
        }
        return open;
    }

    private List<(TimeSpan From, TimeSpan To)> Spans(DateOnly date)
    {
        if (_holidays.Contains(date))
            return [];
        if (_week.Count == 0)
            return [(TimeSpan.Zero, Day)];
        return _week.TryGetValue(date.DayOfWeek, out var spans) ? spans : [];
    }

    /// <returns>From and until, counted from the day's own midnight: past 24 hours where it lasts into the next day.</returns>
    private static (TimeSpan From, TimeSpan To) Span(string day, string text)
    {
        var ends = Dash().Split(text.Trim());
        if (ends.Length == 2 && Time(ends[0]) is { } from && Time(ends[1]) is { } to && from < Day && from != to)
            return (from, from < to ? to : to + Day);
        throw new FormatException(
            $"Handover:Hours:{day} \"{text}\" is not a span of hours. Write it as 08:00-21:00; 21:00-02:00 lasts past midnight, "
            + "08:00-24:00 until it, and a comma stands between two spans.");
    }

    /// <summary>"08:00", "8:00", "08.00", and "24:00" for midnight at the end.</summary>
    private static TimeSpan? Time(string text)
    {
        if (Clock().Match(text) is not { Success: true } clock)
            return TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var other) ? other.ToTimeSpan() : null;
        var time = new TimeSpan(int.Parse(clock.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(clock.Groups[2].ValueSpan, CultureInfo.InvariantCulture), 0);
        return time <= Day ? time : null;
    }

    // As people write it: a hyphen, or what a word processor makes of it.
    [GeneratedRegex(@"\s*[-\u2010-\u2015\u2212]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();

    [GeneratedRegex(@"^(\d{1,2})[:.]([0-5]\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
