using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Evaluation.Questions;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Turns;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Evaluation;

/// <summary>
/// Asks stored questions again, each as a fresh customer would, and compares with what was decided then. Changes nothing.
/// </summary>
public static class Replay
{
    /// <param name="from">The first moment that counts, inclusive.</param>
    /// <param name="to">The last moment that counts, exclusive.</param>
    public static async Task<ReplayReport> RunAsync(
        CxBotDbContext db,
        FaqAnswerer answerer,
        DateTimeOffset from,
        DateTimeOffset to,
        JobProgress progress,
        CancellationToken cancellationToken)
    {
        var turns = await AskedQuestions.Of(db).Where(t => t.At >= from && t.At < to).OrderBy(t => t.At).ToListAsync(cancellationToken);
        var replayed = new List<Replayed>(turns.Count);
        for (var at = 0; at < turns.Count; at++)
        {
            var turn = turns[at];
            progress(at, turns.Count);
            var text = (await AskedQuestions.TextAsync(db, turn, cancellationToken)).Trim();
            if (text.Length == 0)
                continue;
            var utterance = Utterance.Read(text, null, answerer.Lexicon);
            var answer = await answerer.AnswerAsync(text, utterance.Language, cancellationToken);
            var now = HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh);
            replayed.Add(
                new Replayed(
                    turn.ConversationId,
                    turn.At,
                    text,
                    Then(turn.Outcome),
                    now is Decision.Chat ? DecisionKind.Chat : EvaluationRun.Kind(now),
                    turn.ArticleId,
                    answer.Candidates.FirstOrDefault()?.Article.Id));
        }

        return ReplayReport.Of(replayed);
    }

    private static DecisionKind Then(TurnOutcome outcome) => outcome switch
    {
        TurnOutcome.Answered => DecisionKind.Answer,
        TurnOutcome.HandedOver => DecisionKind.HandOver,
        _ => DecisionKind.Clarify,
    };
}
