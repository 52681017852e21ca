namespace CxBot.Assistance;

/// <summary>What a language model made of a conversation so far, for agents alone. It goes with its conversation.</summary>
public sealed class CaseSummary
{
    public required ConversationId ConversationId { get; init; }

    /// <summary>A few lines, plain text.</summary>
    public required string Text { get; set; }

    /// <summary>The last message that is summed up.</summary>
    public long Sequence { get; set; }

    public DateTimeOffset At { get; set; }
}
