using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Evaluation.Questions;
using CxBot.Knowledge;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Evaluation;

/// <summary>Evaluates the live knowledge beside the traffic, and keeps the last few results.</summary>
public sealed class Evaluations(
    BackgroundJob job,
    QuestionSets sets,
    FaqAnswerer answerer,
    KnowledgeBase knowledge,
    ConfidenceModels models,
    IOptions<AnsweringOptions> options,
    IDbContextFactory<CxBotDbContext> contexts,
    Writer writer,
    TimeProvider time)
{
    /// <summary>So many results of each source are kept.</summary>
    public const int Kept = 5;

    // Somebody who saves articles all the time would otherwise have it begin anew for ever.
    private const int MaxBeginnings = 3;

    /// <summary>Begins an evaluation of the knowledge as it answers now.</summary>
    /// <returns>False where another job runs.</returns>
    public bool TryStart(EvaluationSource source, string by) =>
        job.TryStart(source == EvaluationSource.Questions ? JobKind.Questions : JobKind.OwnWays, by, (progress, cancellationToken) => RunAsync(source, by, progress, cancellationToken));

    /// <summary>The results of a source without their questions, the latest first.</summary>
    public async Task<IReadOnlyList<EvaluationResult>> ListAsync(EvaluationSource source, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.EvaluationResults.AsNoTracking().Where(r => r.Source == source).OrderByDescending(r => r.Id)
            .Select(r => new EvaluationResult { Id = r.Id, Source = r.Source, At = r.At, StartedBy = r.StartedBy, Figures = r.Figures, Questions = Array.Empty<byte>() }).ToListAsync(cancellationToken);
    }

    /// <summary>The questions of a result; empty where it is no longer kept.</summary>
    public async Task<IReadOnlyList<EvaluatedQuestion>> QuestionsAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.EvaluationResults.Where(r => r.Id == id).Select(r => r.Questions).SingleOrDefaultAsync(cancellationToken) is { } packed ? EvaluatedQuestion.Unpack(packed) : [];
    }

    private async Task RunAsync(EvaluationSource source, string by, JobProgress progress, CancellationToken cancellationToken)
    {
        var questions = source == EvaluationSource.Questions && await sets.FindAsync(cancellationToken) is { } set ? LabelledQuestion.Parse(set.Lines) : [];
        for (var beginning = 1; ; beginning++)
        {
            await models.FitAsync(cores: 1, cancellationToken);
            var index = knowledge.Current;
            var model = models.For(index);
            var (evaluated, times) = source == EvaluationSource.Questions
                ? await EvaluationRun.AskAsync(answerer, questions, progress, cancellationToken)
                : (OwnWays.Ask(index, model, progress, cancellationToken), []);
            // Half by the old articles and half by the new ones would be neither.
            if (knowledge.Current != index && beginning < MaxBeginnings)
                continue;
            var report = EvaluationReport.Of([.. evaluated.Select(q => q.Prediction)], times, 0) with { Expected = model.Thresholds.Expected };
            var figures = new EvaluationFigures(report, options.Value.TargetAccuracy, model.Thresholds.Answer, model.Thresholds.Clarify, index.Articles.Count);
            await KeepAsync(new EvaluationResult { Source = source, At = time.GetUtcNow(), StartedBy = by, Figures = figures, Questions = EvaluatedQuestion.Pack(evaluated) }, cancellationToken);
            return;
        }
    }

    private Task KeepAsync(EvaluationResult result, CancellationToken cancellationToken) => writer.RunAsync(async (db, token) =>
    {
        db.EvaluationResults.Add(result);
        await db.SaveChangesAsync(token);
        var kept = await db.EvaluationResults.Where(r => r.Source == result.Source).OrderByDescending(r => r.Id).Take(Kept).Select(r => r.Id).ToListAsync(token);
        await db.EvaluationResults.Where(r => r.Source == result.Source && !kept.Contains(r.Id)).ExecuteDeleteAsync(token);
    }, cancellationToken);
}
