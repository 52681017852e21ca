using System.Globalization;
using CxBot.Storage;

namespace CxBot.Handover.Hours;

/// <summary>Zone, hours and holidays in one form, so that settings which mean the same are written alike.</summary>
/// <param name="TimeZone">An IANA name.</param>
/// <param name="Hours">As in the settings, but each day has an entry, an empty one where it is closed; none has where no hours are
/// set.</param>
/// <param name="Holidays">In order, <c>2026-12-25</c>.</param>
public sealed record TeamCalendar(string TimeZone, IReadOnlyDictionary<string, string> Hours, IReadOnlyList<string> Holidays)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public static TeamCalendar Of(OpeningHours hours) => new(
        hours.Zone.Id,
        Enum.GetValues<DayOfWeek>().Where(_ => hours.AreSet).ToDictionary(day => day.ToString(), day => Say(hours.On(day))),
        [.. hours.Holidays.Order().Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]);

    /// <param name="json">As <see cref="Write"/> wrote it.</param>
    /// <exception cref="FormatException">This machine does not know the zone.</exception>
    public static OpeningHours Read(string json)
    {
        var calendar = StoredJson.Read<TeamCalendar>(json);
        return new OpeningHours(new HandoverOptions
        {
            TimeZone = calendar.TimeZone,
            Hours = new(calendar.Hours),
            Holidays = [.. calendar.Holidays],
        });
    }

    public string Write() => StoredJson.Write(this);

    private static string Say(IReadOnlyList<(TimeSpan From, TimeSpan To)> spans) =>
        string.Join(", ", spans.Distinct().Order().Select(span => $"{Clock(span.From)}-{Clock(span.To)}"));

    /// <summary>What lasts past midnight ends in the morning; midnight at the end is 24:00.</summary>
    private static string Clock(TimeSpan time)
    {
        var clock = time > Day ? time - Day : time;
        if (clock == Day)
            return "24:00";
        var whole = clock.Ticks % TimeSpan.TicksPerMinute == 0;
        return clock.ToString(whole ? @"hh\:mm" : @"hh\:mm\:ss\.fffffff", CultureInfo.InvariantCulture);
    }
}
