using System.Globalization;

namespace CxBot.Tests.Reports.ShopYear;

/// <summary>When people are there, as the shop says it: minutes of the day by weekday, and days on which nobody comes.</summary>
internal sealed record TrueCalendar(
    string Zone, IReadOnlyDictionary<DayOfWeek, (int From, int To)[]> Week, IReadOnlySet<DateOnly> Holidays)
{
    /// <summary>The settings that say the same to the app.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        yield return new("Handover:TimeZone", Zone);
        foreach (var (day, spans) in Week)
            yield return new($"Handover:Hours:{day}", string.Join(", ", spans.Select(s => $"{Clock(s.From)}-{Clock(s.To)}")));
        foreach (var (number, date) in Holidays.Order().Index())
            yield return new(string.Create(CultureInfo.InvariantCulture, $"Handover:Holidays:{number}"), $"{date:yyyy-MM-dd}");
    }

    /// <summary>Whether people are there in the minute that begins at a moment.</summary>
    public bool IsOpen(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var minute = (local.Hour * 60) + local.Minute;
        var today = DateOnly.FromDateTime(local.DateTime);
        return On(today).Any(s => s.From <= minute && minute < s.To) || On(today.AddDays(-1)).Any(s => minute + 1440 < s.To);
    }

    private (int From, int To)[] On(DateOnly date) =>
        Holidays.Contains(date) ? [] : Week.TryGetValue(date.DayOfWeek, out var spans) ? spans : [];

    private static string Clock(int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minute > 1440 ? minute - 1440 : minute) / 60:00}:{minute % 60:00}");
}

/// <summary>The open time of a shop whose hours change, added up minute by minute.</summary>
internal sealed class TrueHours(TrueCalendar first)
{
    private readonly List<(DateTimeOffset Since, TrueCalendar Calendar, TimeZoneInfo Zone)> _held =
        [(DateTimeOffset.MinValue, first, TimeZoneInfo.FindSystemTimeZoneById(first.Zone))];

    private readonly Dictionary<long, bool> _minutes = [];

    /// <summary>From a whole minute on it is another one.</summary>
    public void Change(DateTimeOffset since, TrueCalendar calendar)
    {
        _held.Add((since, calendar, TimeZoneInfo.FindSystemTimeZoneById(calendar.Zone)));
        _minutes.Clear();
    }

    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _held.Last(h => h.Since <= at).Zone).DateTime;

    public DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    public TimeSpan OpenBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var (open, at) = (0L, from.UtcTicks);
        while (at < to.UtcTicks)
        {
            var minute = at / TimeSpan.TicksPerMinute;
            var next = Math.Min(to.UtcTicks, (minute + 1) * TimeSpan.TicksPerMinute);
            if (IsOpen(minute))
                open += next - at;
            at = next;
        }

        return TimeSpan.FromTicks(open);
    }

    /// <summary>Whether people have been there for so long by a moment.</summary>
    public bool IsDue(DateTimeOffset since, TimeSpan target, DateTimeOffset by) => OpenBetween(since, by) >= target;

    private bool IsOpen(long minute)
    {
        if (!_minutes.TryGetValue(minute, out var open))
        {
            var at = new DateTimeOffset(minute * TimeSpan.TicksPerMinute, TimeSpan.Zero);
            var (_, calendar, zone) = _held.Last(h => h.Since <= at);
            _minutes[minute] = open = calendar.IsOpen(at, zone);
        }

        return open;
    }
}
