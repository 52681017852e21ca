using CxBot.Conversations;

namespace CxBot.Turns;

/// <summary>The input of a turn.</summary>
/// <param name="Conversation">The conversation as it stood when the turn began. It is read, never changed.</param>
/// <param name="Pending">The customer's messages that no turn covers yet, oldest first; at least one.</param>
/// <param name="Patience">Whether doubt may still wait for the rest of a thought.</param>
public sealed record TurnWork(Conversation Conversation, IReadOnlyList<HeardMessage> Pending, bool Patience)
{
    /// <summary>When it was read, and the bot began to think.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>What the conversation's channel is like.</summary>
    public ChannelTraits Channel { get; init; } = ChannelRegistry.None.Of(Conversation.Channel);

    /// <summary>The messages that one turn can cover: one event, or the texts before the next event.</summary>
    public IReadOnlyList<HeardMessage> Together =>
        Pending[0].Message.Kind == MessageKind.Event ? [Pending[0]] : [.. Pending.TakeWhile(m => m.Message.Kind == MessageKind.Text)];
}
