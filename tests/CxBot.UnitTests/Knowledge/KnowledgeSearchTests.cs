using CxBot.Knowledge;
using Microsoft.SemanticKernel.Data;

#pragma warning disable SKEXP0001 // See KnowledgeSearch.

namespace CxBot.Tests.Knowledge;

public sealed class KnowledgeSearchTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public KnowledgeSearchTests()
    {
        foreach (var article in Articles.Shop().Where(a => a.Language == "id"))
            _folder.Write(article.File, Articles.File(article.Title, [.. article.WaysToAsk.Skip(1)]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Semantic_Kernel_finds_articles_through_its_own_interface()
    {
        var (_, knowledge) = await Articles.AnswererAsync(_folder.Path, Ct);
        using var _1 = knowledge;
        ITextSearch<Article> search = new KnowledgeSearch(knowledge);

        var articles = await ListAsync(
            (await search.GetSearchResultsAsync("lacak paket", new TextSearchOptions<Article> { Top = 2 }, Ct)).Results);
        var texts = await ListAsync((await search.SearchAsync("lacak paket", new TextSearchOptions<Article> { Top = 1 }, Ct)).Results);
        var results = await ListAsync(
            (await search.GetTextSearchResultsAsync("lacak paket", new TextSearchOptions<Article> { Top = 1, Skip = 1 }, Ct)).Results);
        var filtered = await ListAsync(
            (await search.GetSearchResultsAsync(
                "lacak paket", new TextSearchOptions<Article> { Filter = a => a.Id.Value == "sandi" }, Ct)).Results);

        Assert.Equal("lacak", articles[0].Id.Value);
        Assert.Equal(2, articles.Count);
        Assert.Equal("Isi Bagaimana cara melacak paket?", Assert.Single(texts));
        Assert.Equal(articles[1].Id.Value, Assert.Single(results).Link);
        Assert.Equal("sandi", Assert.Single(filtered).Id.Value);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> results)
    {
        var list = new List<T>();
        await foreach (var result in results)
            list.Add(result);
        return list;
    }
}
