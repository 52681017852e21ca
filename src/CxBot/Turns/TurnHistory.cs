using CxBot.Conversations;
using CxBot.Continuation;
using CxBot.Storage;
using CxBot.Turns.Planning;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Turns;

/// <summary>Reads from the log what was said and decided before a turn.</summary>
public sealed class TurnHistory(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>How many conversations of one customer make one case at most.</summary>
    private const int MaxContinued = 3;

    /// <summary>How many messages of one conversation a case holds at most.</summary>
    private const int MaxOfCase = 60;

    /// <summary>What was before a turn. It reads only what bears on the turn: most turns read one row, and the first of a conversation
    /// reads none.</summary>
    /// <param name="message">The first message of the turn.</param>
    internal async Task<TurnBackground> BeforeAsync(Conversation conversation, HeardMessage message, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var recent = await RecentAsync(db, conversation, cancellationToken);
        if (conversation.CoveredSequence == 0)
            return new TurnBackground { Recent = recent };
        var answered = await LastAnsweredAsync(db, conversation.Id, cancellationToken);
        var isUnread = answered is not null && TurnBackground.IsUnread(answered, message);
        return new TurnBackground
        {
            Recent = recent,
            LastAnswered = answered,
            AnsweredArticleId = isUnread || message.Content.Replaces is not null
                ? await AnsweredArticleAsync(db, conversation.Id, cancellationToken) : null,
            AnsweredJustNow = isUnread ? await SaidBeforeAsync(db, message, cancellationToken) : [],
            AnsweredBefore = answered is not null && TurnBackground.IsFollowedUp(answered, message)
                ? await SaidInAsync(db, answered, cancellationToken) : [],
        };
    }

    /// <summary>The messages of the present case, oldest first, with those of the customer's other conversations that went on
    /// here.</summary>
    public async Task<IReadOnlyList<Message>> CaseAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var all = new List<Message>();
        var seen = new HashSet<ConversationId>();
        for (var next = conversation; next is not null && seen.Count < MaxContinued && seen.Add(next.Id);)
        {
            var id = next.Id;
            all.AddRange(await db.Messages.AsNoTracking()
                .Where(m => m.ConversationId == id && m.Role != MessageRole.Note)
                .OrderByDescending(m => m.Sequence).Take(MaxOfCase).ToListAsync(cancellationToken));
            var before = next.ContinuesCase == next.Case ? next.ContinuesId : null;
            next = before is null ? null : await db.Conversations.AsNoTracking()
                .SingleOrDefaultAsync(c => c.Id == before && c.CustomerId == conversation.CustomerId, cancellationToken);
        }

        // Messages of one conversation are ordered by sequence. Only the clock can order those of two.
        all = [.. all.OrderBy(m => m.At).ThenBy(m => m.Sequence)];
        var ended = all.FindLastIndex(m => m.Content is MessageContent.Notice { Handover.State: HandoverStage.Resolved });
        return [.. all.Skip(ended + 1).Where(m => CodeText.Read(m.Text) is null || m.Role != MessageRole.Customer)];
    }

    /// <summary>Who said what lately, oldest first, without attachments; empty while there are too few messages for a loop.</summary>
    private static async Task<IReadOnlyList<Message>> RecentAsync(
        CxBotDbContext db, Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.LastSequence < 2 * LoopBreaker.MaxRepeats)
            return [];
        var recent = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && (m.Role == MessageRole.Customer || m.Role == MessageRole.Bot))
            .OrderByDescending(m => m.Sequence).Take(3 * LoopBreaker.MaxReplies)
            .Select(m => new Message
            {
                ConversationId = m.ConversationId,
                Channel = m.Channel,
                Role = m.Role,
                Kind = m.Kind,
                Text = m.Text,
                At = m.At,
            })
            .ToListAsync(cancellationToken);
        recent.Reverse();
        return recent;
    }

    /// <summary>The last turn, where it answered; null otherwise.</summary>
    private static async Task<Turn?> LastAnsweredAsync(CxBotDbContext db, ConversationId conversationId,
        CancellationToken cancellationToken)
    {
        var last = await db.Turns.AsNoTracking().Where(t => t.ConversationId == conversationId).OrderByDescending(t => t.FirstSequence)
            .FirstOrDefaultAsync(cancellationToken);
        return last is { Outcome: TurnOutcome.Answered or TurnOutcome.Continued } ? last : null;
    }

    private static Task<ArticleId?> AnsweredArticleAsync(CxBotDbContext db, ConversationId conversationId,
        CancellationToken cancellationToken) =>
        db.Turns.Where(t => t.ConversationId == conversationId && t.Outcome == TurnOutcome.Answered)
            .OrderByDescending(t => t.FirstSequence).Select(t => t.ArticleId).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The customer's messages just before a message, so close that they are one thought with it; oldest first.</summary>
    private static async Task<IReadOnlyList<HeardMessage>> SaidBeforeAsync(
        CxBotDbContext db, HeardMessage message, CancellationToken cancellationToken)
    {
        var since = message.At - Fragments.Unread - Fragments.Longest;
        var said = await Said(db, message.Message.ConversationId).Where(m => m.Sequence < message.Sequence && m.At >= since)
            .ToListAsync(cancellationToken);
        return [.. said.Select(HeardMessage.AsWritten)];
    }

    /// <summary>The customer's messages of a turn, oldest first.</summary>
    private static async Task<IReadOnlyList<HeardMessage>> SaidInAsync(CxBotDbContext db, Turn turn, CancellationToken cancellationToken)
    {
        var said = await Said(db, turn.ConversationId).Where(m => m.Sequence >= turn.FirstSequence && m.Sequence <= turn.LastSequence)
            .ToListAsync(cancellationToken);
        return [.. said.Select(HeardMessage.AsWritten)];
    }

    private static IQueryable<Message> Said(CxBotDbContext db, ConversationId conversationId) => db.Messages.AsNoTracking()
        .Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text)
        .OrderBy(m => m.Sequence);
}
