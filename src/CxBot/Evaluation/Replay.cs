using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Evaluation.Questions;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Turns;
using CxBot.Turns.Parts;
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
        var taking = new HashSet<(ConversationId, long)>();
        for (var at = 0; at < turns.Count; at++)
        {
            var turn = turns[at];
            progress(at, turns.Count);
            // "Yes, that" was no question. It says what the one before it meant.
            if (taking.Contains((turn.ConversationId, turn.FirstSequence)))
                continue;
            var taken = await AskedQuestions.TakenAsync(db, turn, cancellationToken);
            if (taken is not null)
                taking.Add((turn.ConversationId, taken.Sequence));
            var text = (await AskedQuestions.TextAsync(db, turn, cancellationToken)).Trim();
            if (text.Length == 0)
                continue;
            var (now, best) = await DecideAsync(answerer, text, cancellationToken);
            replayed.Add(
                new Replayed(
                    turn.ConversationId,
                    turn.At,
                    text,
                    Then(turn.Outcome),
                    now is Decision.Chat ? DecisionKind.Chat : EvaluationRun.Kind(now),
                    turn.ArticleId,
                    best)
                {
                    Chosen = turn.Outcome == TurnOutcome.Clarified && taken is not null ? Compare(now, taken) : null,
                });
        }

        return ReplayReport.Of(replayed);
    }

    /// <summary>As a turn decides: several questions in one text on their own.</summary>
    private static async Task<(Decision Now, ArticleId? Best)> DecideAsync(
        FaqAnswerer answerer, string text, CancellationToken cancellationToken)
    {
        var utterance = Utterance.Read(text, null, answerer.Lexicon);
        var answer = await answerer.AnswerAsync(text, utterance.Language, cancellationToken);
        var now = HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh);
        var several = HandoverPolicy.IsByAnswer(now)
            ? await SeveralAnswers.FindAsync(answerer, text, utterance.Language, cancellationToken) : null;
        now = several?.Decision ?? now;
        return (now, now is Decision.GiveAnswer given ? given.Candidate.Article.Id : answer.Candidates.FirstOrDefault()?.Article.Id);
    }

    /// <summary>What would be said now, beside what the customer chose then.</summary>
    private static AgainstChoice Compare(Decision now, TakenChoice taken)
    {
        IReadOnlyList<ArticleId> said = now switch
        {
            Decision.GiveAnswer given => [given.Candidate.Article.Id, .. given.Further.Select(f => f.Article.Id)],
            Decision.Clarify clarify => [.. clarify.Choices.Select(c => c.Article.Id)],
            _ => [],
        };
        if (taken.Meant is { } meant)
            return said.Any(id => ArticleId.AreSame(id, meant)) ? AgainstChoice.Same
                : now is Decision.GiveAnswer ? AgainstChoice.Other : AgainstChoice.Open;
        return now is Decision.GiveAnswer && taken.NotMeant.Any(not => said.Any(id => ArticleId.AreSame(id, not)))
            ? AgainstChoice.Other : AgainstChoice.Open;
    }

    private static DecisionKind Then(TurnOutcome outcome) => outcome switch
    {
        TurnOutcome.Answered => DecisionKind.Answer,
        TurnOutcome.HandedOver => DecisionKind.HandOver,
        _ => DecisionKind.Clarify,
    };
}
