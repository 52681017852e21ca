namespace CxBot.Handover.Hours;

/// <summary>A time in which a zone's clocks run evenly: summer time neither begins nor ends in it.</summary>
/// <param name="From">UTC.</param>
/// <param name="To">UTC, not part of it.</param>
/// <param name="Offset">What the zone's clocks are ahead of UTC.</param>
internal readonly record struct OffsetStretch(DateTimeOffset From, DateTimeOffset To, TimeSpan Offset)
{
    /// <summary>No zone changes its clocks and changes them back within it.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromHours(6);

    /// <summary>The stretches that a time is made of, in order; none where it ends before it begins.</summary>
    public static IEnumerable<OffsetStretch> Between(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var (begin, at) = (from, from);
        var offset = zone.GetUtcOffset(from);
        while (at < to)
        {
            var next = to - at > Step ? at + Step : to;
            if (zone.GetUtcOffset(next) == offset)
            {
                at = next;
                continue;
            }
            at = Change(zone, at, next, offset);
            yield return new(begin, at, offset);
            (begin, offset) = (at, zone.GetUtcOffset(at));
        }
        if (begin < to)
            yield return new(begin, to, offset);
    }

    /// <summary>The first moment after <paramref name="before"/> at which the clocks are no longer so far ahead, to the tick.</summary>
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after, TimeSpan offset)
    {
        while ((after - before).Ticks > 1)
        {
            var middle = before + (after - before) / 2;
            if (zone.GetUtcOffset(middle) == offset)
                before = middle;
            else
                after = middle;
        }
        return after;
    }
}
