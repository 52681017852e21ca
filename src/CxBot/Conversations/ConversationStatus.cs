namespace CxBot.Conversations;

/// <summary>Who has the conversation. <see cref="Conversation"/> is the only place that changes it.</summary>
public enum ConversationStatus
{
    WithBot,
    WaitingForAgent,
    WithAgent,
    Resolved,

    /// <summary>The customer is being erased: nobody sees it, nothing is said in it, and what it holds is removed piece by piece.</summary>
    Erasing,

    /// <summary>Only figures without words are left of it, and it is nobody's.</summary>
    Erased,
}
