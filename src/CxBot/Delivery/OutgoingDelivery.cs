namespace CxBot.Delivery;

/// <summary>One row of the outbox: a message that a push channel still has to carry to the customer.</summary>
public sealed class OutgoingDelivery
{
    public required string ConversationId { get; init; }

    /// <summary>The message's place in the log; with the conversation, the key.</summary>
    public long Sequence { get; init; }
    public required string Channel { get; init; }
    public int Attempts { get; set; }

    /// <summary>Not before this time, UTC.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>The channel's last complaint, without content.</summary>
    public string? LastError { get; set; }
}
