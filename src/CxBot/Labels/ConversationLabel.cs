namespace CxBot.Labels;

/// <summary>A label on one case of a conversation. The next case begins without it; what an earlier one was about stays
/// known.</summary>
public sealed class ConversationLabel
{
    public required ConversationId ConversationId { get; set; }
    public long LabelId { get; init; }

    /// <summary>The number of the case, as in <see cref="Conversations.Conversation.Case"/>.</summary>
    public int Case { get; init; }

    public DateTimeOffset At { get; init; }
}
