using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns;

/// <summary>What was said and decided before a turn, read from the log.</summary>
public sealed class TurnHistory(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>How many conversations of one customer make one story at most.</summary>
    private const int MaxContinued = 3;

    /// <summary>Who said what lately, oldest first, without what hangs on it; empty while there is too little to be a loop.</summary>
    public async Task<IReadOnlyList<Message>> RecentAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.LastSequence < 2 * LoopBreaker.MaxRepeats) return [];
        await using var db = contexts.CreateDbContext();
        var recent = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && (m.Role == MessageRole.Customer || m.Role == MessageRole.Bot))
            .OrderByDescending(m => m.Sequence).Take(3 * LoopBreaker.MaxReplies)
            .Select(m => new Message { ConversationId = m.ConversationId, Channel = m.Channel, Role = m.Role, Kind = m.Kind, Text = m.Text, At = m.At })
            .ToListAsync(cancellationToken);
        recent.Reverse();
        return recent;
    }

    /// <summary>The last turn, where it answered and is no older than <paramref name="since"/>; null otherwise.</summary>
    public async Task<Turn?> LastAnsweredAsync(string conversationId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var last = await db.Turns.AsNoTracking().Where(t => t.ConversationId == conversationId).OrderByDescending(t => t.FirstSequence).FirstOrDefaultAsync(cancellationToken);
        return last is { Outcome: TurnOutcome.Answered or TurnOutcome.Continued } && last.At >= since ? last : null;
    }

    /// <summary>The id of the article that was answered last; null where none was.</summary>
    public async Task<string?> AnsweredArticleAsync(string conversationId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Turns.Where(t => t.ConversationId == conversationId && t.Outcome == TurnOutcome.Answered).OrderByDescending(t => t.FirstSequence).Select(t => t.ArticleId).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>What the customer wrote before a message, not before <paramref name="since"/>; oldest first.</summary>
    public async Task<IReadOnlyList<Message>> SaidBeforeAsync(Message message, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await Said(db, message.ConversationId).Where(m => m.Sequence < message.Sequence && m.At >= since).ToListAsync(cancellationToken);
    }

    /// <summary>What the customer wrote in a turn, oldest first.</summary>
    public async Task<IReadOnlyList<Message>> SaidInAsync(Turn turn, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await Said(db, turn.ConversationId).Where(m => m.Sequence >= turn.FirstSequence && m.Sequence <= turn.LastSequence).ToListAsync(cancellationToken);
    }

    /// <summary>The messages of the present case, oldest first, with those of the customer's other conversations that went on here.</summary>
    public async Task<IReadOnlyList<Message>> CaseAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var all = new List<Message>();
        var seen = new HashSet<string>();
        for (var next = conversation; next is not null && seen.Count < MaxContinued && seen.Add(next.Id);)
        {
            var id = next.Id;
            all.AddRange(await db.Messages.AsNoTracking()
                .Where(m => m.ConversationId == id && m.Role != MessageRole.Note)
                .OrderByDescending(m => m.Sequence).Take(60).ToListAsync(cancellationToken));
            var before = next.ContinuesCase == next.Case ? next.ContinuesId : null;
            next = before is null ? null : await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == before && c.CustomerId == conversation.CustomerId, cancellationToken);
        }
        // Of one conversation the place decides; between two only the clock can.
        all = [.. all.OrderBy(m => m.At).ThenBy(m => m.Sequence)];
        var ended = all.FindLastIndex(m => m.Content.Handover?.State == HandoverStage.Resolved);
        return [.. all.Skip(ended + 1).Where(m => CodeText.Read(m.Text) is null || m.Role != MessageRole.Customer)];
    }

    private static IQueryable<Message> Said(CxBotDbContext db, string conversationId) => db.Messages.AsNoTracking()
        .Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text)
        .OrderBy(m => m.Sequence);
}
