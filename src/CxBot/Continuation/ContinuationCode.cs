namespace CxBot.Continuation;

/// <summary>A code by which a customer goes on with a conversation on another channel. It works once, and not for long.</summary>
public sealed class ContinuationCode
{
    /// <summary>See <see cref="CodeText.Hash"/>; the code itself is not kept here.</summary>
    public required string Hash { get; init; }

    /// <summary>The conversation that is to go on.</summary>
    public required ConversationId ConversationId { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used; null while it may be.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>A code that did not fit, said in this conversation: who guesses is soon not listened to.</summary>
public sealed class WrongCode
{
    public long Id { get; init; }
    public required ConversationId ConversationId { get; init; }
    public DateTimeOffset At { get; init; }
}
