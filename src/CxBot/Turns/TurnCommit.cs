using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;

namespace CxBot.Turns;

/// <summary>Stores what a turn decided in one transaction, or stores nothing, and then tells everybody who shows it.</summary>
public sealed class TurnCommit(Writer writer, TurnChanges changes, Feed feed, Outbox outbox, Typing typing)
{
    /// <returns>What was really done: <see cref="TurnOutcome.Dropped"/> where an agent took the conversation meanwhile; null where the turn
    /// must be
    /// decided again, because another turn was first or the conversation went back to the bot.</returns>
    public async Task<TurnOutcome?> SaveAsync(TurnWork work, TurnResult result, CancellationToken cancellationToken)
    {
        var done = await writer.RunAsync((db, token) => changes.ApplyAsync(db, work, result, token), cancellationToken);
        var conversationId = work.Conversation.Id;
        // The bot's turn ends its own typing. An agent who types goes on typing, whatever the customer writes meanwhile.
        if (result.Outcome is not (TurnOutcome.LeftToAgent or TurnOutcome.Ignored or TurnOutcome.Noted))
            typing.Clear(conversationId, TypingSide.Team);
        feed.Publish(conversationId);
        if (done?.OtherConversationId is { } other)
            feed.Publish(other);
        if (result.HandOver is not null || done?.OtherConversationId is not null)
            feed.PublishToAll();
        outbox.Wake();
        return done?.Outcome;
    }
}
