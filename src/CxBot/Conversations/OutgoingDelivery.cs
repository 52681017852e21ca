namespace CxBot.Conversations;

/// <summary>One row of the outbox: a message that a push channel still has to carry to the customer.</summary>
public sealed class OutgoingDelivery
{
    /// <summary>Nothing is put off longer: what is due later than this from now was written under another clock.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(15);

    public required ConversationId ConversationId { get; init; }

    /// <summary>The message's place in the log; with the conversation, the key.</summary>
    public long Sequence { get; init; }
    public required string Channel { get; init; }
    public int Attempts { get; set; }

    /// <summary>Not before this time, UTC.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>The process that carries it, where several share the database; another takes it over once <see cref="LeasedUntil"/> is
    /// past.</summary>
    public string? LeasedBy { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>The channel's last complaint, without content.</summary>
    public string? LastError { get; set; }
}
