using CxBot.Knowledge.Ranking;
using CxBot.Language;
using CxBot.Language.Text;
using Microsoft.SemanticKernel.Data;

#pragma warning disable SKEXP0001 // ITextSearch<T> is what Semantic Kernel's own plugins take; its shape is still marked experimental.

namespace CxBot.Knowledge;

/// <summary>Searches the live articles, for the product's own answers and for Semantic Kernel's prompts and plugins alike.</summary>
public sealed class KnowledgeSearch(KnowledgeBase knowledge) : ITextSearch<Article>
{
    /// <summary>How customers write, with the owner's own words.</summary>
    public Lexicon Lexicon => knowledge.Current.Lexicon;

    public async Task<KernelSearchResults<string>> SearchAsync(
        string query, TextSearchOptions<Article>? searchOptions = null, CancellationToken cancellationToken = default) =>
        new(Each(await FindArticlesAsync(query, searchOptions, cancellationToken), a => a.Body));

    public async Task<KernelSearchResults<TextSearchResult>> GetTextSearchResultsAsync(
        string query,
        TextSearchOptions<Article>? searchOptions = null,
        CancellationToken cancellationToken = default) =>
        new(
            Each(await FindArticlesAsync(query, searchOptions, cancellationToken), a => new TextSearchResult(a.Body)
            {
                Name = a.Title,
                Link = a.Id.Value,
            }));

    public async Task<KernelSearchResults<Article>> GetSearchResultsAsync(
        string query, TextSearchOptions<Article>? searchOptions = null, CancellationToken cancellationToken = default) =>
        new(Each(await FindArticlesAsync(query, searchOptions, cancellationToken), a => a));

    /// <summary>The best subjects for a question, best first, with the signals of the first.</summary>
    /// <param name="mix">How much the encoder counts in an index.</param>
    internal async Task<(KnowledgeIndex Index, SubjectRanking Ranking)> FindAsync(
        string question,
        int most,
        Func<KnowledgeIndex, RankMix> mix,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var index = knowledge.Current;
        var read = index.Ranker.Read(TextNormalizer.Normalize(question, index.Lexicon));
        var vector = index.HasEncoder && read.Words.Count > 0 ? await knowledge.EncodeAsync(read.Readable, cancellationToken) : null;
        var foreign = index.ForeignTo(LanguageDetector.Detect(TextNormalizer.Words(question), index.Lexicon));
        return (index, index.Ranker.Rank(read, vector, most, mix(index), foreign));
    }

    private async Task<IReadOnlyList<Article>> FindArticlesAsync(
        string query,
        TextSearchOptions<Article>? options,
        CancellationToken cancellationToken)
    {
        options ??= new TextSearchOptions<Article>();
        var matches = options.Filter?.Compile();
        var (index, ranking) = await FindAsync(query, options.Skip + options.Top, _ => RankMix.Default, cancellationToken);
        var language = LanguageDetector.Detect(TextNormalizer.Words(query), index.Lexicon);
        return
        [
            .. ranking
                .Subjects.Select(s => index.Choose(s, language))
                .Where(a => matches is null || matches(a))
                .Skip(options.Skip)
                .Take(options.Top),
        ];
    }

    private static async IAsyncEnumerable<T> Each<T>(IReadOnlyList<Article> articles, Func<Article, T> map)
    {
        foreach (var article in articles)
            yield return map(article);
        await Task.CompletedTask;
    }
}
