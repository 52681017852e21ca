namespace CxBot.Handover.Hours;

/// <summary>
/// When people were there, by the calendar that held at each moment: the first one also for all time before it. Pure.
/// </summary>
public sealed class CalendarHistory
{
    private readonly List<(DateTimeOffset Since, OpeningHours Hours)> _held = [];

    /// <param name="versions">All that are stored, in any order; where there is none, no hours are set.</param>
    /// <exception cref="FormatException">This machine does not know a calendar's zone.</exception>
    public CalendarHistory(IEnumerable<CalendarVersion> versions)
    {
        foreach (var version in versions.OrderBy(version => version.Number))
        {
            // After the clock was set back a later version may begin before an earlier one, which then never held.
            _held.RemoveAll(held => held.Since >= version.Since);
            _held.Add((version.Since, TeamCalendar.Read(version.Calendar)));
        }
        if (_held.Count == 0)
            _held.Add((DateTimeOffset.MinValue, new OpeningHours(new HandoverOptions())));
    }

    public bool IsOpen(DateTimeOffset at) => HoursAt(at).IsOpen(at);

    /// <summary>The zone of the calendar that held.</summary>
    public TimeZoneInfo ZoneAt(DateTimeOffset at) => HoursAt(at).Zone;

    /// <summary>How long people were there between two moments; zero where the second is not after the first.</summary>
    public TimeSpan OpenBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var open = TimeSpan.Zero;
        for (var i = 0; i < _held.Count; i++)
        {
            var begin = i > 0 && _held[i].Since > from ? _held[i].Since : from;
            var end = i < _held.Count - 1 && _held[i + 1].Since < to ? _held[i + 1].Since : to;
            foreach (var (opens, closes) in _held[i].Hours.OpenSpans(begin, end))
                open += closes - opens;
        }
        return open;
    }

    private OpeningHours HoursAt(DateTimeOffset at) => _held[Math.Max(0, _held.FindLastIndex(held => held.Since <= at))].Hours;
}
