using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover;

namespace CxBot.Reports.Rebuild;

/// <summary>Cuts a log from before there were cases into cases: a case ended where it was resolved, or where nobody said a word for a day
/// while the bot had it. Pure: the same log gives the same cases.</summary>
internal sealed class EstimatedCases
{
    private static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    private readonly OldLog _log;
    private readonly List<CustomerCase> _cases = [];
    private readonly Dictionary<long, CustomerCase> _ofTurn = [];
    private readonly Dictionary<long, CustomerCase> _ofHandover = [];
    private CustomerCase? _open;
    private bool _withPeople;
    private DateTimeOffset _last;

    private EstimatedCases(OldLog log) => _log = log;

    public IReadOnlyList<CustomerCase> Cases => _cases;

    /// <summary>By the first message that the turn covers.</summary>
    public IReadOnlyDictionary<long, CustomerCase> OfTurn => _ofTurn;

    public IReadOnlyDictionary<long, CustomerCase> OfHandover => _ofHandover;

    /// <summary>The one that is open; null where none is.</summary>
    public CustomerCase? Open => _open;

    public static EstimatedCases Of(OldLog log)
    {
        var cases = new EstimatedCases(log);
        foreach (var (_, _, happen) in cases.Moments().OrderBy(m => m.At).ThenBy(m => m.Order))
            happen();
        if (log.HasEnded && cases._open is not null && !cases._withPeople)
            cases.End(CaseEventKind.ClosedSilent, log.LastAt, null);
        return cases;
    }

    private IEnumerable<(DateTimeOffset At, int Order, Action Happen)> Moments()
    {
        foreach (var (turn, at) in _log.Turns)
            yield return (at, 0, () => Turn(turn, at));
        foreach (var handover in _log.Handovers)
        {
            yield return (handover.RequestedAt, 1, () => Begin(handover));
            if (handover.TakenAt is { } taken)
                yield return (taken, 2, () => Add(CaseEventKind.Taken, taken, handover.Id, toId: handover.AgentId));
            if (handover is { EndedAt: { } ended, Outcome: { } outcome })
                yield return (ended, 4, () => End(KindOf(outcome), ended, handover));
        }

        foreach (var act in _log.Acts)
            yield return (act.At, 3, () => Add(act.Kind, act.At, act.HandoverId, act.FromId, act.ToId));
    }

    private void Turn(Turn turn, DateTimeOffset at)
    {
        if (turn.Outcome is TurnOutcome.Noted or TurnOutcome.Crossed or TurnOutcome.Ignored)
            return;
        if (_open is not null && !_withPeople && at - _last > Silence)
            End(CaseEventKind.ClosedSilent, _last, null);
        _last = at;
        if (_open is null && turn.Outcome == TurnOutcome.SmallTalk)
            return;
        _open ??= New(turn.FirstSequence, at);
        _ofTurn[turn.FirstSequence] = _open;
    }

    private void Begin(HandoverRequest handover)
    {
        var at = handover.RequestedAt;
        if (_open is null && handover.Reason is HandoverReason.Reopened or HandoverReason.Promised && _cases is [.., var before])
        {
            _open = before;
            Add(CaseEventKind.Reopened, at, null);
        }

        _open ??= New(0, at);
        _ofHandover[handover.Id] = _open;
        var led = _log.Turns.LastOrDefault(t => t.Turn.Outcome == TurnOutcome.HandedOver && t.AskedAt <= at).Turn;
        _open.Add(new CaseEvent
        {
            Kind = CaseEventKind.HandedOver,
            At = at,
            ConversationId = _log.ConversationId,
            Sequence = IsTheCustomers(handover.Reason) ? led?.FirstSequence ?? 0 : 0,
            HandoverId = handover.Id,
            Reason = handover.Reason,
            Skill = handover.Skill,
        });
        (_withPeople, _last) = (true, at);
    }

    private void Add(CaseEventKind kind, DateTimeOffset at, long? handoverId, string? fromId = null, string? toId = null)
    {
        _open?.Add(new CaseEvent
        {
            Kind = kind,
            At = at,
            ConversationId = _log.ConversationId,
            HandoverId = handoverId,
            FromId = fromId,
            ToId = toId,
        });
        _last = at;
    }

    private void End(CaseEventKind kind, DateTimeOffset at, HandoverRequest? handover)
    {
        _open?.Add(new CaseEvent
        {
            Kind = kind,
            At = at,
            ConversationId = _log.ConversationId,
            HandoverId = handover?.Id,
            FromId = handover?.AgentId,
            Outcome = kind == CaseEventKind.Resolved ? handover?.Outcome : null,
        });
        (_withPeople, _last) = (false, at);
        if (CaseEvent.Ends(kind))
            _open = null;
    }

    private CustomerCase New(long sequence, DateTimeOffset at)
    {
        var one = new CustomerCase
        {
            ConversationId = _log.ConversationId,
            Number = _cases.Count + 1,
            Channel = _log.Channel,
            OpenedAt = at,
            FirstSequence = sequence,
            IsEstimated = true,
        };
        one.Add(new CaseEvent { Kind = CaseEventKind.Opened, At = at, ConversationId = _log.ConversationId, Sequence = sequence });
        _cases.Add(one);
        return one;
    }

    private static bool IsTheCustomers(HandoverReason reason) => reason is not
        (HandoverReason.ShopPhone or HandoverReason.TakenByAgent or HandoverReason.Reopened or HandoverReason.Promised);

    private static CaseEventKind KindOf(HandoverOutcome outcome) => outcome switch
    {
        HandoverOutcome.ReturnedToBot => CaseEventKind.Returned,
        HandoverOutcome.CustomerWentBack => CaseEventKind.WentBack,
        HandoverOutcome.CustomerErased => CaseEventKind.CustomerErased,
        _ => CaseEventKind.Resolved,
    };
}
