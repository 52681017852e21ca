using CxBot.Conversations;
using CxBot.Conversations.Cases;

namespace CxBot.Reports.Facts;

/// <summary>One handover of a case, as its events tell it.</summary>
internal sealed class HandoverSpan
{
    private readonly List<Handling> _handlings = [];

    private HandoverSpan(CaseEvent begun, DateTimeOffset? requestedAt)
    {
        Begun = begun;
        RequestedAt = requestedAt;
    }

    public CaseEvent Begun { get; }

    /// <summary>When the words were said that led to it; null where none did.</summary>
    public DateTimeOffset? RequestedAt { get; }

    /// <summary>From when its waits are counted.</summary>
    public DateTimeOffset Since => RequestedAt ?? Begun.At;

    public string? Skill => Begun.Skill;

    public DateTimeOffset? TakenAt { get; private set; }
    public string? FirstOwner { get; private set; }
    public string? LastOwner { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public HandoverEnd End { get; private set; }
    public int Transfers { get; private set; }
    public int Releases { get; private set; }
    public int Vanished { get; private set; }

    /// <summary>Who had it from when to when, in order; the last may have it still.</summary>
    public IReadOnlyList<Handling> Handlings => _handlings;

    /// <summary>The words of people within it that the channel did not refuse, in order.</summary>
    public IReadOnlyList<SaidMessage> Replies { get; private set; } = [];

    /// <summary>The handovers of a case, in the order in which they began.</summary>
    public static IReadOnlyList<HandoverSpan> Read(CaseLog log)
    {
        var spans = new List<HandoverSpan>();
        foreach (var happened in log.Events)
        {
            if (happened.Kind == CaseEventKind.HandedOver)
                spans.Add(new HandoverSpan(happened, log.Messages.FirstOrDefault(m => happened.Sequence > 0
                    && m.ConversationId == happened.ConversationId && m.Sequence == happened.Sequence)?.At));
            else
                spans.FindLast(span => span.Begun.HandoverId == happened.HandoverId)?.Add(happened);
        }

        foreach (var span in spans)
            span.Replies = [.. log.Messages.Where(m => m is { Role: MessageRole.Agent, IsRefused: false }
                && m.At >= span.Begun.At && (span.EndedAt is null || m.At <= span.EndedAt))];
        return spans;
    }

    private void Add(CaseEvent happened)
    {
        PassOn(happened);
        switch (happened.Kind)
        {
            case CaseEventKind.Taken:
                TakenAt ??= happened.At;
                FirstOwner ??= happened.ToId;
                LastOwner = happened.ToId;
                break;
            case CaseEventKind.Transferred:
                Transfers++;
                LastOwner = happened.ToId;
                break;
            case CaseEventKind.Released:
                Releases++;
                break;
            case CaseEventKind.AgentVanished or CaseEventKind.AgentDisabled:
                Vanished++;
                break;
            case CaseEventKind.Undone:
                (EndedAt, End) = (null, HandoverEnd.Open);
                LastOwner = happened.ToId;
                break;
            default:
                if (EndOf(happened) is { } end)
                    (EndedAt, End) = (happened.At, end);
                break;
        }
    }

    /// <summary>Whatever is done ends the time of who had it, but for what says nothing of that.</summary>
    private void PassOn(CaseEvent happened)
    {
        if (happened.Kind is CaseEventKind.MovedChannel or CaseEventKind.Opened or CaseEventKind.HandedOver)
            return;
        if (_handlings is [.., { Until: null } last])
            _handlings[^1] = last with { Until = happened.At };
        if (happened is { Kind: CaseEventKind.Taken or CaseEventKind.Transferred or CaseEventKind.Undone, ToId: { } owner })
            _handlings.Add(new Handling(owner, happened.At, null));
    }

    private static HandoverEnd? EndOf(CaseEvent happened) => happened switch
    {
        { Kind: CaseEventKind.Resolved, Outcome: HandoverOutcome.Solved } => HandoverEnd.Solved,
        { Kind: CaseEventKind.Resolved, Outcome: HandoverOutcome.FollowUpNeeded } => HandoverEnd.FollowUpNeeded,
        { Kind: CaseEventKind.Resolved, Outcome: HandoverOutcome.NotReachable } => HandoverEnd.NotReachable,
        { Kind: CaseEventKind.Resolved, Outcome: HandoverOutcome.Spam } => HandoverEnd.Spam,
        { Kind: CaseEventKind.Returned } => HandoverEnd.Returned,
        { Kind: CaseEventKind.WentBack } => HandoverEnd.WentBack,
        _ => CaseEvent.Ends(happened.Kind) ? HandoverEnd.Other : null,
    };
}

/// <summary>A time for which somebody had a case.</summary>
/// <param name="Until">Null while they have it.</param>
internal sealed record Handling(string AgentId, DateTimeOffset At, DateTimeOffset? Until);
