using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover.Hours;

namespace CxBot.Reports.Facts;

/// <summary>Reckons a handover's fact. Pure.</summary>
internal static class HandoverFacts
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    public static (HandoverFact, CountedNames) Of(HandoverSpan span, CaseLog log, CalendarHistory hours, TimeSpan target)
    {
        var (day, hour) = LocalTime.Of(span.Since, hours);
        var first = span.Replies.FirstOrDefault();
        var next = NextWaits(span, log).ToList();
        var fact = new HandoverFact
        {
            HandoverId = span.Begun.HandoverId!.Value,
            CaseId = log.Case.Id,
            Mark = log.Mark,
            Day = day,
            Hour = hour,
            At = span.Since.ToUnixTimeSeconds(),
            IsAsked = span.RequestedAt is not null,
            Reason = span.Begun.Reason!.Value,
            EndedAt = span.EndedAt?.ToUnixTimeSeconds(),
            End = span.End,
            ReplyElapsed = Elapsed(span.Since, first?.At),
            ReplyOpen = Open(span.Since, first?.At, hours),
            DueElapsed = (span.Since + target).ToUnixTimeSeconds(),
            DueOpen = Due(span.Since, target, hours)?.ToUnixTimeSeconds(),
            TakenElapsed = Elapsed(span.Since, span.TakenAt),
            TakenOpen = Open(span.Since, span.TakenAt, hours),
            EndElapsed = Elapsed(span.Since, span.EndedAt),
            EndOpen = Open(span.Since, span.EndedAt, hours),
            Transfers = span.Transfers,
            Releases = span.Releases,
            Vanished = span.Vanished,
            NextReplies = next.Count,
            NextElapsed = next.Sum(wait => (long)Seconds(wait.Reply.At - wait.From)),
            NextOpen = next.Sum(wait => (long)Seconds(hours.OpenBetween(wait.From, wait.Reply.At))),
        };
        return (fact, new CountedNames(ChannelOf(span, log), span.Skill, first?.AgentId ?? span.FirstOwner));
    }

    /// <summary>The replies after the first, each with its wait.</summary>
    public static IEnumerable<(NextReplyFact, CountedNames)> NextReplies(HandoverSpan span, CaseLog log, CalendarHistory hours) =>
        NextWaits(span, log).Select(wait => (
            new NextReplyFact
            {
                CaseId = log.Case.Id,
                HandoverId = span.Begun.HandoverId!.Value,
                Mark = log.Mark,
                Day = LocalTime.Of(wait.From, hours).Day,
                At = wait.From.ToUnixTimeSeconds(),
                Elapsed = Seconds(wait.Reply.At - wait.From),
                Open = Seconds(hours.OpenBetween(wait.From, wait.Reply.At)),
            },
            new CountedNames(ChannelOf(span, log), span.Skill, wait.Reply.AgentId)));

    /// <summary>Who had it, and for how long.</summary>
    public static IEnumerable<(HandlingFact, CountedNames)> Handlings(HandoverSpan span, CaseLog log, CalendarHistory hours) =>
        span.Handlings.Select(handling => (
            new HandlingFact
            {
                CaseId = log.Case.Id,
                HandoverId = span.Begun.HandoverId!.Value,
                Mark = log.Mark,
                Day = LocalTime.Of(handling.At, hours).Day,
                At = handling.At.ToUnixTimeSeconds(),
                Until = handling.Until?.ToUnixTimeSeconds(),
            },
            new CountedNames(ChannelOf(span, log), span.Skill, handling.AgentId)));

    /// <summary>From the first message that nobody had answered to the reply that did, for each reply after the first.</summary>
    private static IEnumerable<(DateTimeOffset From, SaidMessage Reply)> NextWaits(HandoverSpan span, CaseLog log)
    {
        var answered = span.Replies.FirstOrDefault()?.At;
        foreach (var reply in span.Replies.Skip(1))
        {
            var owed = log.Messages.FirstOrDefault(m => m.Role == MessageRole.Customer && m.At > answered && m.At < reply.At);
            if (owed is not null)
                yield return (owed.At, reply);
            answered = reply.At;
        }
    }

    /// <summary>Where it was asked for: the last one that the case had moved to by then.</summary>
    private static string ChannelOf(HandoverSpan span, CaseLog log) =>
        log.Events.LastOrDefault(e => e.Kind == CaseEventKind.MovedChannel && e.At <= span.Begun.At)?.Channel ?? log.Case.Channel;

    private static int? Elapsed(DateTimeOffset from, DateTimeOffset? to) => to is { } until ? Seconds(until - from) : null;

    private static int? Open(DateTimeOffset from, DateTimeOffset? to, CalendarHistory hours) =>
        to is { } until ? Seconds(hours.OpenBetween(from, until)) : null;

    /// <summary>The moment at which people have been there for so long; null where that is not within a year.</summary>
    private static DateTimeOffset? Due(DateTimeOffset since, TimeSpan target, CalendarHistory hours)
    {
        var (before, after) = (TimeSpan.Zero, target);
        while (hours.OpenBetween(since, since + after) < target)
        {
            if (after > Year)
                return null;
            (before, after) = (after, (2 * after) + TimeSpan.FromHours(1));
        }

        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = (before + after) / 2;
            if (hours.OpenBetween(since, since + middle) >= target)
                after = middle;
            else
                before = middle;
        }

        return since + after;
    }

    /// <summary>Whole seconds, and none under zero: an act may bear the time of a message that the clock had run ahead for.</summary>
    private static int Seconds(TimeSpan time) => (int)Math.Max(0, Math.Min(int.MaxValue, time.Ticks / TimeSpan.TicksPerSecond));
}
