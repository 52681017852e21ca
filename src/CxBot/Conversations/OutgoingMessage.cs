namespace CxBot.Conversations;

/// <summary>What bot, agent or system say, before it has a place in the log.</summary>
public sealed record OutgoingMessage(MessageRole Role, string Text)
{
    public MessageContent Content { get; init; } = MessageContent.Empty;

    /// <summary>An id of the sender's own, unique in its channel: the same is said once. Null where it may be said again.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The agent who wrote it; null for everyone else.</summary>
    public string? AgentId { get; init; }

    /// <summary>The name shown beside it.</summary>
    public string? AuthorName { get; init; }

    /// <summary>Of an agent's reply: see <see cref="Message.WaitedSince"/>.</summary>
    public DateTimeOffset? WaitedSince { get; init; }

    /// <summary>Of a bot's message: see <see cref="Message.Confidence"/>.</summary>
    public double? Confidence { get; init; }

    /// <summary>Of a bot's message: see <see cref="Message.Signals"/>.</summary>
    public IReadOnlyDictionary<string, double>? Signals { get; init; }

    /// <summary>Of a bot's message: see <see cref="Message.Explanation"/>.</summary>
    public Explanation? Explanation { get; init; }
}
