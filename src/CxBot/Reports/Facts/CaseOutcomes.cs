using CxBot.Conversations;
using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>Says how a case ended. Pure.</summary>
internal static class CaseOutcomes
{
    /// <summary>Who is back on the topic within this time was not helped.</summary>
    public static readonly TimeSpan Durable = TimeSpan.FromDays(7);

    public static CaseOutcome Of(CaseLog log, IReadOnlyList<HandoverSpan> handovers)
    {
        if (log.Case.EndedAt is not { } ended)
            return CaseOutcome.Open;
        if (log.Events.Any(e => e.Kind == CaseEventKind.Joined))
            return CaseOutcome.Joined;
        // What the bot did after the last handover is the end of it; before it, people have the last word.
        var last = log.Turns.LastOrDefault(IsByBot);
        if (handovers is [.., var handover] && (last is null || last.At <= handover.Begun.At))
            return ByPeople(log, handover, handovers, ended);
        return last is null ? CaseOutcome.NoQuestion : ByBot(log, last, ended);
    }

    /// <summary>Whether the bot said something on the matter.</summary>
    public static bool IsByBot(Turn turn) => turn.Outcome is TurnOutcome.Answered or TurnOutcome.Continued or TurnOutcome.Clarified
        or TurnOutcome.AskedAgain or TurnOutcome.HeldBack;

    /// <summary>Whether what it said was an answer.</summary>
    public static bool HasAnswered(Turn? turn) => turn?.Outcome is TurnOutcome.Answered or TurnOutcome.Continued;

    private static CaseOutcome ByPeople(CaseLog log, HandoverSpan last, IReadOnlyList<HandoverSpan> handovers, DateTimeOffset ended)
    {
        if (log.Turns.Count == 0 && handovers.All(h => h.RequestedAt is null))
            return CaseOutcome.NoQuestion;
        if (last.End == HandoverEnd.Solved)
            return IsBack(log, ended) || handovers.SkipLast(1).Any(h => h.End == HandoverEnd.Solved)
                ? CaseOutcome.SolvedReopened : CaseOutcome.SolvedDurable;
        if (last is { Replies.Count: 0, End: HandoverEnd.WentBack or HandoverEnd.Other })
            return CaseOutcome.Abandoned;
        return CaseOutcome.NotSolved;
    }

    private static CaseOutcome ByBot(CaseLog log, Turn last, DateTimeOffset ended)
    {
        var thumb = log.Messages.LastOrDefault(m => m.Helpful is not null)?.Helpful;
        if (!HasAnswered(last) || thumb == false)
            return CaseOutcome.LeftWithoutHelp;
        if (IsBack(log, ended))
            return CaseOutcome.CameBack;
        if (thumb == true || log.Turns.Any(t => t.Reason == TurnReason.Thanked && t.At >= last.At))
            return CaseOutcome.Confirmed;
        return log.IsKnown ? CaseOutcome.Assumed : CaseOutcome.NotFollowed;
    }

    private static bool IsBack(CaseLog log, DateTimeOffset ended) => CaseFacts.TopicOf(log) is { } topic
        && log.Later.Any(later => ArticleId.AreSame(later.Topic, topic) && later.At <= ended + Durable);
}
