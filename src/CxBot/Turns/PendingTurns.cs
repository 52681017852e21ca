using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover.Later;
using CxBot.Storage;
using CxBot.Turns.Planning;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns;

/// <summary>Reads from the log which messages of a conversation no turn covers yet.</summary>
public sealed class PendingTurns(
    IDbContextFactory<CxBotDbContext> contexts, Typing typing, ComingBack comingBack, TimeProvider time)
{
    /// <summary>How many messages one turn looks at: more than anybody sends in one thought.</summary>
    private const int MaxPending = 20;

    /// <summary>The input of the next turn; null where every message is covered. Where an agent promised something to the customer who
    /// writes, the conversation has come back to them, and the bot is silent.</summary>
    public async Task<TurnWork?> NextAsync(ConversationId conversationId, CancellationToken cancellationToken)
    {
        var (work, promised) = await ReadAsync(conversationId, cancellationToken);
        return promised && IsForPeople(work!) && await comingBack.WroteAsync(conversationId, cancellationToken)
            ? (await ReadAsync(conversationId, cancellationToken)).Work
            : work;
    }

    /// <summary>Whether the turn holds words that a person may be owed an answer to: not a wish for the channel, nor a code from
    /// another.</summary>
    private static bool IsForPeople(TurnWork work) =>
        work.Conversation is { Status: ConversationStatus.WithBot or ConversationStatus.Resolved, Customer: not { Blocked: true } }
        && work.Together is [{ Message.Kind: MessageKind.Text, Content.Consent: null } first, ..]
        && !first.Wordings.Any(text => Continuations.Concerns(work.Conversation, work.Channel, text));

    private async Task<(TurnWork? Work, bool Promised)> ReadAsync(ConversationId conversationId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var read = await db.Conversations.AsNoTracking().Where(c => c.Id == conversationId).Include(c => c.Customer)
            .Select(c => new
            {
                Conversation = c,
                Promised = db.FollowUps.Any(
                    f => f.ConversationId == c.Id && f.Kind == FollowUpKind.Promise && f.EndedAt == null && f.CameBackAt == null),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (read?.Conversation is not { } conversation || conversation.LastCustomerSequence <= conversation.CoveredSequence)
            return (null, false);
        var pending = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer && m.Sequence > conversation.CoveredSequence)
            .OrderBy(m => m.Sequence).Take(MaxPending).ToListAsync(cancellationToken);
        if (pending.Count == 0)
            return (null, false);
        var work = new TurnWork(conversation, [.. pending.Select(HeardMessage.AsWritten)], Patience: false)
        {
            ReadAt = time.GetUtcNow(),
            Channel = db.Channels.Of(conversation.Channel),
        };
        return (work with { Patience = PatienceLeft(work) > TimeSpan.Zero }, read.Promised);
    }

    /// <summary>How long doubt still waits for the rest of a thought; zero where it has waited enough.</summary>
    public TimeSpan PatienceLeft(TurnWork work)
    {
        var types = typing.Current(work.Conversation.Id, TypingSide.Customer) is not null;
        return Fragments.Left([.. work.Pending.Select(m => m.Message)], work.Conversation.LastCustomerAt ?? work.Pending[^1].At, types,
            time.GetUtcNow());
    }
}
