using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Turns.Planning;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns;

/// <summary>Reads from the log which messages of a conversation no turn covers yet.</summary>
public sealed class PendingTurns(IDbContextFactory<CxBotDbContext> contexts, Typing typing, TimeProvider time)
{
    /// <summary>How many messages one turn looks at: more than anybody sends in one thought.</summary>
    private const int MaxPending = 20;

    /// <summary>The input of the next turn; null where every message is covered.</summary>
    public async Task<TurnWork?> NextAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var conversation = await db.Conversations.AsNoTracking().Include(c => c.Customer)
            .SingleOrDefaultAsync(c => c.Id == conversationId, cancellationToken);
        if (conversation is null || conversation.LastCustomerSequence <= conversation.CoveredSequence)
            return null;
        var pending = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer && m.Sequence > conversation.CoveredSequence)
            .OrderBy(m => m.Sequence).Take(MaxPending).ToListAsync(cancellationToken);
        if (pending.Count == 0)
            return null;
        var work = new TurnWork(conversation, [.. pending.Select(HeardMessage.AsWritten)], Patience: false)
        {
            Channel = db.Channels.Of(conversation.Channel),
        };
        return work with { Patience = PatienceLeft(work) > TimeSpan.Zero };
    }

    /// <summary>How long doubt still waits for the rest of a thought; zero where it has waited enough.</summary>
    public TimeSpan PatienceLeft(TurnWork work)
    {
        var types = typing.Current(work.Conversation.Id, TypingSide.Customer) is not null;
        return Fragments.Left([.. work.Pending.Select(m => m.Message)], work.Conversation.LastCustomerAt ?? work.Pending[^1].At, types,
            time.GetUtcNow());
    }
}
