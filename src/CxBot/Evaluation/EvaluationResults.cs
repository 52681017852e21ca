using CxBot.Evaluation.Questions;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Evaluation;

/// <summary>The last few evaluations of each source, kept in the database.</summary>
public sealed class EvaluationResults(IDbContextFactory<CxBotDbContext> contexts, Writer writer)
{
    /// <summary>So many results of each source are kept.</summary>
    public const int Kept = 5;

    /// <summary>The results of a source without their questions, the latest first.</summary>
    public async Task<IReadOnlyList<EvaluationResult>> ListAsync(EvaluationSource source, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db
            .EvaluationResults.AsNoTracking()
            .Where(r => r.Source == source)
            .OrderByDescending(r => r.Id)
            .Select(r => new EvaluationResult
            {
                Id = r.Id,
                Source = r.Source,
                At = r.At,
                StartedBy = r.StartedBy,
                Figures = r.Figures,
                Questions = Array.Empty<byte>(),
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>The questions of a result; empty where it is no longer kept.</summary>
    public async Task<IReadOnlyList<EvaluatedQuestion>> QuestionsAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return
            await db.EvaluationResults.Where(r => r.Id == id).Select(r => r.Questions).SingleOrDefaultAsync(cancellationToken) is { } packed
            ? EvaluatedQuestion.Unpack(packed)
            : [];
    }

    /// <summary>Keeps a result, and lets the oldest of its source go.</summary>
    public Task KeepAsync(EvaluationResult result, CancellationToken cancellationToken) =>
        writer.RunAsync(
            async (db, token) =>
            {
                db.EvaluationResults.Add(result);
                await db.SaveChangesAsync(token);
                var kept = await db
                    .EvaluationResults.Where(r => r.Source == result.Source)
                    .OrderByDescending(r => r.Id)
                    .Take(Kept)
                    .Select(r => r.Id)
                    .ToListAsync(token);
                await db.EvaluationResults.Where(r => r.Source == result.Source && !kept.Contains(r.Id)).ExecuteDeleteAsync(token);
            },
            cancellationToken);
}
