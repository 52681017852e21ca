using CxBot.Audit;
using CxBot.Evaluation.Questions;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Evaluation.Questions;

public sealed class QuestionSetsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_set_is_kept_until_it_is_replaced_and_comes_back_as_it_was_given()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        var sets = new QuestionSets(
            database.Factory, database.Writer, new AuditLog(database.Writer, TimeProvider.System), TimeProvider.System);
        Assert.Null(await sets.FindAsync(Token));

        await sets.ReplaceAsync("""{"text": "satu", "article": "a"}""", new AuditActor(null, "Sari", null), Token);
        await sets.ReplaceAsync("{\"text\": \"résumé “dua”\", \"article\": null}\r\n\n{\"text\":\"tiga\",\"article\":\"b\"}",
            new AuditActor(null, "Budi", null), Token);

        var set = (await sets.FindAsync(Token))!;
        Assert.Equal((2, "Budi"), (set.Count, set.SavedBy));
        Assert.Equal("{\"text\":\"résumé “dua”\",\"article\":null}\n{\"text\":\"tiga\",\"article\":\"b\"}\n", set.Lines);
        Assert.Equal([new LabelledQuestion("résumé “dua”", null), new("tiga", new("b"))], LabelledQuestion.Parse(set.Lines));

        await sets.RemoveAsync(new AuditActor(null, "Sari", null), Token);
        Assert.Null(await sets.FindAsync(Token));
    }

    [Theory]
    [InlineData("{\"text\": \"a\", \"article\": null}\n\nbukan json", 3, QuestionFault.NotJson)]
    [InlineData("{\"text\": \"a\"}", 1, QuestionFault.NotAQuestion)]
    [InlineData("{\"text\": 1, \"article\": \"a\"}", 1, QuestionFault.NotAQuestion)]
    [InlineData("[1]", 1, QuestionFault.NotAQuestion)]
    [InlineData("{\"text\": \"  \", \"article\": \"a\"}", 1, QuestionFault.Empty)]
    [InlineData("{\"text\": \"\\ud800\", \"article\": \"a\"}", 1, QuestionFault.NotJson)]
    [InlineData("\n \n", 0, QuestionFault.NoQuestions)]
    public async Task What_cannot_be_used_is_named_by_line_and_changes_nothing(string lines, int line, QuestionFault fault)
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        var sets = new QuestionSets(
            database.Factory, database.Writer, new AuditLog(database.Writer, TimeProvider.System), TimeProvider.System);
        await sets.ReplaceAsync("""{"text": "satu", "article": "a"}""", new AuditActor(null, "Sari", null), Token);

        var bad = await Assert.ThrowsAsync<BadQuestionException>(() => sets.ReplaceAsync(lines, new AuditActor(null, "Sari", null), Token));

        Assert.Equal((line, fault), (bad.Line, bad.Fault));
        Assert.Equal(1, (await sets.FindAsync(Token))!.Count);
    }

    [Fact]
    public async Task Too_many_and_too_large_are_refused()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        var sets = new QuestionSets(
            database.Factory, database.Writer, new AuditLog(database.Writer, TimeProvider.System), TimeProvider.System);
        var line = """{"text":"a","article":null}""" + "\n";

        var many = await Assert.ThrowsAsync<BadQuestionException>(
            () => sets.ReplaceAsync(
                string.Concat(Enumerable.Repeat(line, QuestionSets.MaxQuestions + 1)), new AuditActor(null, "Sari", null), Token));
        var large = await Assert.ThrowsAsync<BadQuestionException>(
            () => sets.ReplaceAsync(new string(' ', QuestionSets.MaxBytes + 1), new AuditActor(null, "Sari", null), Token));
        var longest = await Assert.ThrowsAsync<BadQuestionException>(
            () => sets.ReplaceAsync($$"""{"text":"{{new string('a', LabelledQuestion.Longest + 1)}}","article":null}""",
                new AuditActor(null, "Sari", null), Token));

        Assert.Equal([QuestionFault.TooManyQuestions, QuestionFault.TooLarge, QuestionFault.TooLong],
            [many.Fault, large.Fault, longest.Fault]);
    }
}
