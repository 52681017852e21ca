using CxBot.Delivery;
using CxBot.Search;
using CxBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Tests.Testing;

/// <summary>The search's index of a test's own database, brought up to date when the test says so.</summary>
public static class SearchIndex
{
    public static async Task CatchUpAsync(CxBotDbContextFactory contexts, Writer writer)
    {
        using var indexing = Of(contexts, writer);
        await indexing.RoundAsync(CancellationToken.None);
    }

    public static SearchIndexing Of(CxBotDbContextFactory contexts, Writer writer) => new(new Feed(), writer, contexts,
        new Leases(writer, contexts, TimeProvider.System), TimeProvider.System, NullLogger<SearchIndexing>.Instance);
}
