namespace CxBot.Conversations;

/// <summary>What a customer sent, on any channel, before it has a place in the log.</summary>
public sealed record InboundMessage
{
    public required ConversationId ConversationId { get; init; }
    public required string Channel { get; init; }
    public MessageKind Kind { get; init; }
    public required string Text { get; init; }

    /// <summary>The channel's own id, unique in its channel; null where there is none and so no duplicate can be told.</summary>
    public string? ProviderId { get; init; }

    public MessageContent Content { get; init; } = MessageContent.Empty;

    /// <summary>Until when the channel lets us reply to it freely; null where it sets no such limit.</summary>
    public DateTimeOffset? RepliesUntil { get; init; }

    /// <summary>The activity exactly as it came; see <see cref="Message.Raw"/>.</summary>
    public string? Raw { get; init; }
}
