using CxBot.Conversations;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>A conversation as it is just now, and what was said last.</summary>
/// <param name="Last">The last place in the log.</param>
/// <param name="Handover">The open handover as the customer may know it; null where none is open.</param>
/// <param name="From">The place after which <paramref name="Said"/> begins; whoever stands before it reads the log for themselves.</param>
public sealed record ConversationNow(
    long Last, long AgentSeen, string? OwnerId, HandoverState? Handover, long From, IReadOnlyList<Message> Said);
