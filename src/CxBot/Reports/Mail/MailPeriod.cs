namespace CxBot.Reports.Mail;

/// <summary>How often a report goes out by e-mail, and over how many days it is.</summary>
public enum MailPeriod
{
    Daily,

    /// <summary>From Monday to Sunday.</summary>
    Weekly,

    /// <summary>A month of the calendar.</summary>
    Monthly,
}

/// <summary>Which days a report is over, and when it is due. Pure.</summary>
public static class MailCalendar
{
    /// <summary>The last whole period before a day.</summary>
    public static (DateOnly From, DateOnly To) Before(MailPeriod period, DateOnly day)
    {
        switch (period)
        {
            case MailPeriod.Weekly:
                var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
                return (monday.AddDays(-7), monday.AddDays(-1));
            case MailPeriod.Monthly:
                var first = new DateOnly(day.Year, day.Month, 1);
                return (first.AddMonths(-1), first.AddDays(-1));
            default:
                return (day.AddDays(-1), day.AddDays(-1));
        }
    }

    /// <summary>When the report of a period goes out: at an hour of the day after its last one. An hour that the clocks skip is the one
    /// after it; of one that comes twice the first counts.</summary>
    public static DateTimeOffset DueAt(DateOnly to, int hour, TimeZoneInfo zone)
    {
        var local = to.AddDays(1).ToDateTime(new TimeOnly(hour, 0));
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
