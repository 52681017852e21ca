using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Knowledge;

namespace CxBot.Evaluation.Questions;

/// <summary>
/// Asks a knowledge its own ways to ask, each while it is held out: an evaluation for whoever has no labelled questions yet.
/// </summary>
internal static class OwnWays
{
    private const int MaxCandidates = 5;

    public static IReadOnlyList<EvaluatedQuestion> Ask(
        KnowledgeIndex index,
        ConfidenceModel model,
        JobProgress progress,
        CancellationToken cancellationToken)
    {
        var asked = Math.Min(index.WaysToAsk.Count, QuestionSets.MaxQuestions);
        var questions = new List<EvaluatedQuestion>(asked);
        for (var fold = 0; fold < HeldOutWays.Folds && index.SubjectCount > 1; fold++)
        {
            var held = HeldOutWays.Of(index, fold, asked, cancellationToken);
            foreach (var way in held.Ways)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var ranking = held.Rank(way, MaxCandidates, model.Mix);
                var article = index.Articles[way.Article];
                // Whoever asks so is answered in the article's own language.
                Candidate[] candidates =
                [
                    .. ranking.Subjects.Select(s => new Candidate(index.Choose(s, article.Language), s.Score, s.Nearest.Text)),
                ];
                var answer = new Answer(
                    candidates,
                    ConfidenceScorer.Score(ranking.Signals, ranking.IsExact, model),
                    article.Language,
                    model.Thresholds)
                {
                    IsTopic = ranking.Signals.IsTopic,
                };
                questions.Add(EvaluationRun.Judge(new LabelledQuestion(way.Text, article.Id), answer));
                progress(questions.Count, asked);
            }
        }

        return questions;
    }
}
