namespace CxBot.Web.Desk.Later;

/// <summary>The times that are offered for putting something off, and a time of one's own, in the reader's zone. Pure: it is told the
/// time.</summary>
public static class FollowUpTimes
{
    private static readonly TimeOnly Morning = new(9, 0);
    private static readonly TimeOnly Afternoon = new(15, 0);

    /// <summary>"This afternoon" is offered while it is at least so far away.</summary>
    private static readonly TimeSpan FarEnough = TimeSpan.FromMinutes(90);

    /// <summary>What there is to choose, the earliest first; all of it is still to come, and no two are the same moment.</summary>
    public static IReadOnlyList<OfferedTime> Offered(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var toMonday = ((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7;
        var offered = new List<OfferedTime> { new("InAnHour", now + TimeSpan.FromHours(1)) };
        if (At(today, Afternoon, zone) is var afternoon && afternoon >= now + FarEnough)
            offered.Add(new("ThisAfternoon", afternoon));
        offered.Add(new("TomorrowMorning", At(today.AddDays(1), Morning, zone)));
        // On a Sunday, tomorrow is Monday; on a Monday, the next is in a week.
        if (toMonday != 1)
            offered.Add(new("NextMonday", At(today.AddDays(toMonday == 0 ? 7 : toMonday), Morning, zone)));
        return offered;
    }

    /// <summary>The moment of a day and a clock. A clock that is skipped there comes after the gap; one that comes twice is the first that
    /// is still to come.</summary>
    /// <param name="after">What is too early; null for nothing.</param>
    public static DateTimeOffset At(DateOnly day, TimeOnly clock, TimeZoneInfo zone, DateTimeOffset? after = null)
    {
        var local = day.ToDateTime(clock);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(1);
        if (!zone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        var twice = zone.GetAmbiguousTimeOffsets(local).Select(offset => new DateTimeOffset(local, offset)).Order().ToArray();
        return twice.FirstOrDefault(moment => moment > after, twice[0]);
    }
}

/// <summary>A time on offer.</summary>
/// <param name="Key">Its words are under <c>FollowUpTime_</c> and this.</param>
public sealed record OfferedTime(string Key, DateTimeOffset At);
