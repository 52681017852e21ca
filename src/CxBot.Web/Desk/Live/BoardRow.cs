using CxBot.Conversations;
using CxBot.Handover;

namespace CxBot.Web.Desk.Live;

/// <summary>One conversation as a row of the desk's lists shows it.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="CustomerName">The name, or the number of who has none; null where neither is known.</param>
/// <param name="Reason">Why it was handed over; null where no handover is open.</param>
/// <param name="WaitsSince">Since when the customer waits for a human's word; null where nobody is owed one.</param>
/// <param name="QueuedAt">Its place among those of equal priority.</param>
/// <param name="LastWords">The last that customer or agent said, cut short.</param>
/// <param name="Unread">The customer has written since an agent last looked.</param>
public sealed record BoardRow(
    string Id,
    string Channel,
    ConversationStatus Status,
    string? OwnerId,
    string? OwnerName,
    string? CustomerName,
    HandoverReason? Reason,
    bool Urgent,
    DateTimeOffset? WaitsSince,
    DateTimeOffset? QueuedAt,
    string? LastWords,
    MessageRole? LastRole,
    DateTimeOffset LastMessageAt,
    long LastCustomerSequence,
    bool Unread);
