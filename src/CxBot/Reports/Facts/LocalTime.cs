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
}
