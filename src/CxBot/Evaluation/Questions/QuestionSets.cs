using System.Text;
using CxBot.Audit;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Evaluation.Questions;

/// <summary>Keeps the owner's labelled questions.</summary>
public sealed class QuestionSets(IDbContextFactory<CxBotDbContext> contexts, Writer writer, AuditLog audit, TimeProvider time)
{
    /// <summary>The largest set, in bytes of UTF-8.</summary>
    public const int MaxBytes = 1024 * 1024;

    public const int MaxQuestions = 5_000;

    /// <summary>The set; null where there is none.</summary>
    public async Task<QuestionSet?> FindAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.QuestionSets.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Puts these in the place of what there was.</summary>
    /// <param name="lines">One JSON object a line.</param>
    /// <exception cref="BadQuestionException">They cannot be used, and nothing was changed.</exception>
    public async Task<QuestionSet> ReplaceAsync(string lines, AuditActor by, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(lines) > MaxBytes)
            throw new BadQuestionException(0, QuestionFault.TooLarge, $"The questions are more than {MaxBytes} bytes.");
        var questions = LabelledQuestion.Parse(lines);
        if (questions.Count == 0)
            throw new BadQuestionException(0, QuestionFault.NoQuestions, "There is no question.");
        if (questions.Count > MaxQuestions)
            throw new BadQuestionException(0, QuestionFault.TooManyQuestions, $"There are more than {MaxQuestions} questions.");
        var set = new QuestionSet
        {
            SavedAt = time.GetUtcNow(),
            SavedBy = by.Name ?? "",
            Count = questions.Count,
            Lines = string.Join('\n', questions) + "\n",
        };
        await writer.RunAsync(
            async (db, token) =>
            {
                await db.QuestionSets.ExecuteDeleteAsync(token);
                db.QuestionSets.Add(set);
                audit.Add(
                    db,
                    AuditActs.QuestionsChanged,
                    by,
                    null,
                    ("questions", set.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                await db.SaveChangesAsync(token);
            },
            cancellationToken);
        return set;
    }

    public Task RemoveAsync(AuditActor by, CancellationToken cancellationToken) => writer.RunAsync(async (db, token) =>
    {
        await db.QuestionSets.ExecuteDeleteAsync(token);
        audit.Add(db, AuditActs.QuestionsChanged, by, null, ("questions", "0"));
        await db.SaveChangesAsync(token);
    }, cancellationToken);
}
