using CxBot.Conversations;
using CxBot.Storage;
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
}
