using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Turns;
using CxBot.Turns.Planning;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Evaluation.Questions;

/// <summary>What customers asked the bot: the turns in which it decided something, and the words they were asked in.</summary>
internal static class AskedQuestions
{
    private static readonly TurnOutcome[] Decided =
    [
        TurnOutcome.Answered,
        TurnOutcome.Clarified,
        TurnOutcome.AskedAgain,
        TurnOutcome.HandedOver,
    ];

    // As many as one turn says at most, and the customer's next.
    private const int MaxReplies = 12;

    public static IQueryable<Turn> Of(CxBotDbContext db) =>
        db
            .Turns.AsNoTracking()
            // What was erased can be asked no more.
            .Where(t =>
                Decided.Contains(t.Outcome) && db.Messages.Any(m => m.ConversationId == t.ConversationId && m.Sequence == t.FirstSequence));

    /// <summary>The customer's words, a line for each message; empty where nothing was said in words, or it is gone.</summary>
    public static async Task<string> TextAsync(CxBotDbContext db, Turn turn, CancellationToken cancellationToken)
    {
        var said = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == turn.ConversationId && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text
                && m.Sequence >= turn.FirstSequence && m.Sequence <= turn.LastSequence)
            .OrderBy(m => m.Sequence).Select(m => m.Text).ToListAsync(cancellationToken);
        return string.Join('\n', said);
    }

    /// <summary>What the customer said to the choices that a turn offered, as the turn after it read it; null where they took none of
    /// them.</summary>
    public static async Task<TakenChoice?> TakenAsync(CxBotDbContext db, Turn turn, CancellationToken cancellationToken)
    {
        var after = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == turn.ConversationId && m.Sequence > turn.LastSequence
                && m.Kind == MessageKind.Text && (m.Role == MessageRole.Customer || m.Role == MessageRole.Bot))
            .OrderBy(m => m.Sequence).Take(MaxReplies).ToListAsync(cancellationToken);
        if (after.Find(m => m.Role == MessageRole.Customer) is not { } next)
            return null;
        var offered = after.TakeWhile(m => m != next).SelectMany(m => m.Content.Choices ?? []).ToArray();
        var taken = new TurnState(0, offered, null, null).Chosen([HeardMessage.AsWritten(next)]);
        return taken is null ? null : new TakenChoice(next.Sequence, taken.ArticleId, TurnState.IsNone(taken)
            ? [.. offered.Select(c => c.ArticleId).OfType<ArticleId>()] : []);
    }
}

/// <summary>A choice that a customer took: it says what their question meant, or what it did not.</summary>
/// <param name="Sequence">The message that took it, which is no question itself.</param>
/// <param name="Meant">The article; null where they took none.</param>
/// <param name="NotMeant">What was offered, where they said that it was none of it.</param>
internal sealed record TakenChoice(long Sequence, ArticleId? Meant, IReadOnlyList<ArticleId> NotMeant);
