using CxBot.Assistance;
using CxBot.Conversations;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Assistance;

public sealed class SuggesterTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public SuggesterTests()
    {
        foreach (var article in Articles.Shop().Where(a => a.Language == "id"))
            _folder.Write(article.File, Articles.File(article.Title, [.. article.WaysToAsk.Skip(1)]));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("refund saya belum masuk", "refund")]
    [InlineData("paket sampai mana ya", "lacak")]
    [InlineData("halo kak", null)]
    [InlineData("makasih", null)]
    [InlineData("qwxz plfgh jjkwq", null)]
    [InlineData("siapa presiden prancis", null)]
    public async Task The_best_answers_come_first_and_none_where_nothing_is_asked_or_found(string said, string? first)
    {
        var (answerer, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct);
        using var _1 = knowledge;
        var found = await new Suggester(answerer).FindAsync([Says(said)], "id", Ct);
        Assert.Equal(first, found?.Best[0].Article.Id.Value);
        if (found is null)
            return;
        Assert.InRange(found.Best.Count, 1, Suggester.Most);
        Assert.True(found.Best.Zip(found.Best.Skip(1)).All(pair => pair.First.Confidence >= pair.Second.Confidence));
    }

    private static Message Says(string text) => new()
    {
        ConversationId = new("c"),
        Channel = "web",
        Sequence = 1,
        Role = MessageRole.Customer,
        Text = text,
    };
}
