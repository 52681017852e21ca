namespace CxBot.Conversations;

/// <summary>Who says it. A note is between agents and never reaches the customer.</summary>
public enum MessageRole
{
    Customer,
    Bot,
    Agent,
    System,
    Note,
}

/// <summary>Something said, or something that a customer's client reported (a rating, a page, thumbs), kept in the same order.</summary>
public enum MessageKind
{
    Text,
    Event,
}

/// <summary>How far an outgoing message has come. It only moves forward.</summary>
public enum DeliveryStatus
{
    /// <summary>Nothing to deliver: the customer's own, a note, or a channel that reads the log itself.</summary>
    None,
    Queued,
    Sent,
    Delivered,
    Read,

    /// <summary>A voice message was listened to.</summary>
    Played,
    Failed,

    /// <summary>It was handed to the channel, and whether it went out is not known: it is never sent again by guess.</summary>
    Unconfirmed,
}

/// <summary>One entry in a conversation's log. Its <see cref="Sequence"/> is its place; the clock is for people.</summary>
public sealed class Message
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>The place in the log, from 1; it only grows, and gaps mean nothing.</summary>
    public long Sequence { get; init; }

    public required MessageRole Role { get; init; }
    public MessageKind Kind { get; init; }
    public required string Text { get; init; }

    /// <summary>When it was stored, UTC; strictly later than the message before it.</summary>
    public DateTimeOffset At { get; init; }

    public required string Channel { get; init; }

    /// <summary>The channel's own id of a customer's message, unique in its channel: what decides duplicates. Null where the channel gave
    /// none.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The agent who wrote it; null for everyone else.</summary>
    public string? AgentId { get; init; }

    /// <summary>The name shown beside it, as it was when it was said.</summary>
    public string? AuthorName { get; init; }

    public MessageContent Content { get; init; } = MessageContent.Empty;

    /// <summary>The customer's activity exactly as it came, for clients that must get it back untouched.</summary>
    public string? Raw { get; init; }

    /// <summary>Of a bot's message: the probability, 0 to 1, that it is right.</summary>
    public double? Confidence { get; init; }

    /// <summary>Of a bot's message: the signals behind <see cref="Confidence"/>, by name.</summary>
    public IReadOnlyDictionary<string, double>? Signals { get; init; }

    /// <summary>Of a bot's message: why it was said, without the signals that stand in <see cref="Signals"/>; null where nothing was
    /// weighed.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>When the customer last pressed a thumb; null where never.</summary>
    public DateTimeOffset? HelpfulAt { get; set; }

    /// <summary>Thumbs up or down by the customer; null where not given.</summary>
    public bool? Helpful { get; set; }

    /// <summary>Of an agent's reply: since when the customer waited for it; null where nobody was owed one.</summary>
    public DateTimeOffset? WaitedSince { get; init; }

    public DeliveryStatus Delivery { get; set; }

    /// <summary>Of a message that failed: the channel's own number for why; null where it gave none.</summary>
    public int? FailureCode { get; set; }

    /// <summary>Of a message that failed: why, as the channel puts it.</summary>
    public string? FailureTitle { get; set; }

    /// <summary>Of a bot's message: why it was said, as far as it was kept; null where nothing was weighed.</summary>
    public Explanation? Explain() => (Explanation, Confidence) switch
    {
        ({ } kept, _) => kept with { Signals = kept.Signals ?? Signals },
        // Said before explanations were kept.
        (null, { } confidence) when Content is MessageContent.Answer { Source: var source } =>
            new Explanation(DecisionKind.Answer, null, confidence, 0, 0, [new ExplainedCandidate(source.Id, source.Title, confidence, "")])
            {
                Signals = Signals,
            },
        (null, { } confidence) => new Explanation(DecisionKind.Clarify, null, confidence, 0, 0, []) { Signals = Signals },
        _ => null,
    };
}
