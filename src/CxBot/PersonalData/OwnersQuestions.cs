using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>
/// The owner's test questions, and what evaluations kept of them: they may be taken from conversations, so what is word for word what an
/// erased customer wrote goes too.
/// </summary>
public sealed class OwnersQuestions(Writer writer, IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>All that is asked anywhere in them.</summary>
    public async Task<MetQuestions> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        if (await db.QuestionSets.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } set)
            foreach (var question in LabelledQuestion.Parse(set.Lines))
                asked.Add(question.Text.Trim());
        await foreach (var packed in db.EvaluationResults.Where(r => r.Source == EvaluationSource.Questions).Select(r => r.Questions)
            .AsAsyncEnumerable().WithCancellation(cancellationToken))
            foreach (var question in EvaluatedQuestion.Unpack(packed))
                asked.Add(question.Prediction.Text.Trim());
        return new MetQuestions(asked);
    }

    /// <summary>Takes out of both what was met.</summary>
    public async Task RemoveAsync(MetQuestions known, CancellationToken cancellationToken)
    {
        if (known.Met.Count == 0)
            return;
        await writer.RunAsync(async (db, token) =>
        {
            if (await db.QuestionSets.AsNoTracking().SingleOrDefaultAsync(token) is { } set)
            {
                var kept = LabelledQuestion.Parse(set.Lines).Where(q => !known.Met.Contains(q.Text.Trim())).ToList();
                if (kept.Count == 0)
                    await db.QuestionSets.ExecuteDeleteAsync(token);
                else if (kept.Count < set.Count)
                {
                    var lines = string.Join('\n', kept) + "\n";
                    await db.QuestionSets.ExecuteUpdateAsync(s => s.SetProperty(q => q.Lines, lines).SetProperty(q => q.Count, kept.Count),
                        token);
                }
            }
            foreach (var result in await db.EvaluationResults.AsNoTracking().Where(r => r.Source == EvaluationSource.Questions)
                .Select(r => new { r.Id, r.Questions }).ToListAsync(token))
            {
                var all = EvaluatedQuestion.Unpack(result.Questions);
                var kept = all.Where(q => !known.Met.Contains(q.Prediction.Text.Trim())).ToList();
                if (kept.Count == all.Count)
                    continue;
                var packed = EvaluatedQuestion.Pack(kept);
                await db.EvaluationResults.Where(r => r.Id == result.Id)
                    .ExecuteUpdateAsync(s => s.SetProperty(r => r.Questions, packed), token);
            }
        }, cancellationToken);
        known.Met.Clear();
    }
}

/// <summary>Which of the owner's questions an erased customer wrote, word for word.</summary>
public sealed class MetQuestions(HashSet<string> asked)
{
    internal HashSet<string> Met { get; } = new(StringComparer.Ordinal);

    internal void Meet(IReadOnlyList<string> said)
    {
        if (asked.Count == 0)
            return;
        foreach (var text in said)
            if (asked.Contains(text.Trim()))
                Met.Add(text.Trim());
    }
}
