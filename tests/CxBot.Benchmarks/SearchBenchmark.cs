using System.Diagnostics;
using System.Globalization;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Search;
using CxBot.Storage;
using CxBot.Web.Desk.Searching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxBot.Benchmarks;

/// <summary>Searches over made-up conversations of eight messages each: how fast they are indexed, and how fast a page of results is
/// there with its rows and hits.</summary>
internal static class SearchBenchmark
{
    private const int Searches = 60;

    /// <param name="connection">Of a PostgreSQL database that is empty, or from an earlier run; null for SQLite.</param>
    public static async Task RunAsync(int messages, string? connection, TextWriter output)
    {
        using var database = await MeasuredDatabase.StartAsync(connection);
        var contexts = database.Contexts;
        using var writer = new Writer(contexts);
        await writer.StartAsync(CancellationToken.None);
        await SeedAsync(writer, messages);
        await IndexAsync(contexts, writer, messages, output);
        await database.SaySizeAsync(output);
        if (connection is not null)
            await database.AnalyzeAsync();
        await output.WriteLineAsync("| search | found | p50, ms | p95, ms | most, ms |");
        await output.WriteLineAsync("| --- | ---: | ---: | ---: | ---: |");
        var all = new List<TimeSpan>();
        foreach (var (kind, of) in MadeUpConversations.Searches(messages))
        {
            var (row, times) = await MeasureAsync(contexts, kind, of);
            all.AddRange(times);
            await output.WriteLineAsync(row);
        }
        var mix = new Percentiles(all);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"| all together | | {mix.At(0.5):0.0} | {mix.At(0.95):0.0} | {mix.At(1):0.0} |"));
        await writer.StopAsync(CancellationToken.None);
    }

    private static async Task<(string Row, IReadOnlyList<TimeSpan> Times)> MeasureAsync(CxBotDbContextFactory contexts, string kind,
        Func<int, string> of)
    {
        var times = new List<TimeSpan>();
        var count = 0;
        for (var i = -5; i < Searches; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await using (var db = contexts.CreateDbContext())
                count = (await ConversationSearch.FindAsync(db, of(i + 5), SearchFilter.None, 0, CancellationToken.None)).Count;
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(start));
        }
        var measured = new Percentiles(times);
        return (string.Create(CultureInfo.InvariantCulture,
            $"| {kind} ({of(5)}) | {count} | {measured.At(0.5):0.0} | {measured.At(0.95):0.0} | {measured.At(1):0.0} |"), times);
    }

    private static async Task SeedAsync(Writer writer, int messages)
    {
        const int AtOnce = 1_000;
        // A database that was measured before is not filled again.
        if (await writer.RunAsync((db, token) => db.Conversations.AnyAsync(token), CancellationToken.None))
            return;
        for (var first = 0; first * MadeUpConversations.Length < messages; first += AtOnce)
        {
            var from = first;
            await writer.RunAsync((db, token) => MadeUpConversations.AddAsync(db, from,
                Math.Min(AtOnce, (messages + MadeUpConversations.Length - 1) / MadeUpConversations.Length - from), token),
                CancellationToken.None);
        }
    }

    private static async Task IndexAsync(CxBotDbContextFactory contexts, Writer writer, int messages, TextWriter output)
    {
        var start = Stopwatch.GetTimestamp();
        using var indexing = new SearchIndexing(new Feed(), writer, contexts, new Leases(writer, contexts, TimeProvider.System),
            TimeProvider.System, NullLogger<SearchIndexing>.Instance);
        await indexing.RoundAsync(CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(start);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{messages} messages indexed in {took.TotalSeconds:0} s beside the traffic: {messages / took.TotalSeconds:0} a second"));
    }
}
