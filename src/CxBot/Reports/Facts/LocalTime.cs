using CxBot.Handover.Hours;

namespace CxBot.Reports.Facts;

/// <summary>Days and hours of the business's own zone, as it was at the moment.</summary>
internal static class LocalTime
{
    public static (int Day, int Hour) Of(DateTimeOffset at, CalendarHistory hours)
    {
        var local = TimeZoneInfo.ConvertTime(at, hours.ZoneAt(at));
        return (DateOnly.FromDateTime(local.DateTime).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber, local.Hour);
    }

    /// <summary>The first moment of a day.</summary>
    public static DateTimeOffset Begins(DateOnly day, CalendarHistory hours)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var zone = hours.ZoneAt(new DateTimeOffset(midnight, TimeSpan.Zero));
        // Where clocks go forward at midnight, that hour does not exist.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }
}
