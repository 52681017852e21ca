using CxBot.Knowledge;
using Microsoft.SemanticKernel.Data;

#pragma warning disable SKEXP0001 // See KnowledgeSearch.

namespace CxBot.Assistance;

/// <summary>Looks articles up for an agent: as the bot finds them, and those whose title has the words begun.</summary>
public sealed class ArticleLookup(ITextSearch<Article> search, KnowledgeBase knowledge)
{
    private const int MaxFound = 12;
    private const int MaxUnasked = 40;

    /// <param name="query">Anything; where it is empty, the articles by title.</param>
    public async Task<IReadOnlyList<Article>> FindAsync(string query, CancellationToken cancellationToken)
    {
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var all = knowledge.Current.Articles;
        if (words.Length == 0)
            return [.. all.OrderBy(a => a.Title, StringComparer.CurrentCultureIgnoreCase).Take(MaxUnasked)];
        var byTitle = all.Where(a => words.All(w => a.Title.Contains(w, StringComparison.OrdinalIgnoreCase)
            || a.Id.Value.Contains(w, StringComparison.OrdinalIgnoreCase)));
        var found = new List<Article>();
        var results = await search.GetSearchResultsAsync(query, new TextSearchOptions<Article> { Top = MaxFound }, cancellationToken);
        await foreach (var article in results.Results.WithCancellation(cancellationToken))
            found.Add(article);
        // A half-written word finds nothing by meaning; a whole question finds little by title.
        return [.. byTitle.Take(MaxFound / 2).Concat(found).DistinctBy(a => a.Id).Take(MaxFound)];
    }
}
