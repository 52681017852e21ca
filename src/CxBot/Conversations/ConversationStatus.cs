namespace CxBot.Conversations;

/// <summary>Who has the conversation. <see cref="Conversation"/> is the only place that changes it.</summary>
public enum ConversationStatus
{
    WithBot,
    WaitingForAgent,
    WithAgent,
    Resolved,
}
