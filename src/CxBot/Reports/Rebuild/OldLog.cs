using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover;

namespace CxBot.Reports.Rebuild;

/// <summary>What a conversation holds from the time before there were cases.</summary>
/// <param name="Turns">In their order, each with when its first message came.</param>
/// <param name="Acts">What was done to its handovers beside their beginning and end, in order.</param>
/// <param name="LastAt">When the last word was said, or the first case that was written down began.</param>
/// <param name="HasEnded">Whether nothing of it is open any more.</param>
internal sealed record OldLog(
    ConversationId ConversationId,
    string Channel,
    IReadOnlyList<(Turn Turn, DateTimeOffset AskedAt)> Turns,
    IReadOnlyList<HandoverRequest> Handovers,
    IReadOnlyList<OldAct> Acts,
    DateTimeOffset LastAt,
    bool HasEnded);

/// <summary>An act as the notice tells it that the customer got.</summary>
internal sealed record OldAct(DateTimeOffset At, long HandoverId, CaseEventKind Kind, string? FromId, string? ToId);
