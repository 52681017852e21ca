using System.Diagnostics;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using CxBot.Web.Desk.Reports.Sections;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Benchmarks.Reports;

/// <summary>How fast a manager's pages are read over the facts of two years, and how long a day takes to be added up.</summary>
internal static class ReportsBenchmark
{
    private const int Times = 20;

    // As the page asks.
    private static readonly (string Name, Func<ReportReader, ReportFilter, Task> Read)[] Pages =
    [
        ("overview", async (reader, filter) =>
        {
            await FigurePair.ReadAsync(reader, OverviewSection.Needed, filter, CancellationToken.None);
            await reader.ReadByDayAsync(DayCard.Figures, filter, CancellationToken.None);
            await reader.HoursAsync(filter, CancellationToken.None);
            await reader.LeftOutAsync(filter, CancellationToken.None);
        }),
        ("waiting", (reader, filter) => FigurePair.ReadAsync(reader, WaitingSection.Figures, filter, CancellationToken.None)),
        ("outcomes", (reader, filter) => FigurePair.ReadAsync(reader, OutcomesSection.Needed, filter, CancellationToken.None)),
        ("bot", (reader, filter) => FigurePair.ReadAsync(reader, BotSection.Figures, filter, CancellationToken.None)),
        ("topics", (reader, filter) => reader.ReadByAsync(FactNameKind.Topic, AllFigures.OfTopics, filter, CancellationToken.None)),
        ("agents", (reader, filter) => reader.ReadByAsync(FactNameKind.Agent, AllFigures.OfAgents, filter, CancellationToken.None)),
        ("cases behind", (reader, filter) => reader.RowsAsync(AllFigures.LeftWithoutHelp, filter, 0, 50, CancellationToken.None)),
    ];

    /// <param name="connection">Of a PostgreSQL database that is empty, or from an earlier run; null for SQLite.</param>
    public static async Task RunAsync(int cases, string? connection, TextWriter output)
    {
        using var database = await MeasuredDatabase.StartAsync(connection);
        var contexts = database.Contexts;
        await using (var db = contexts.CreateDbContext())
        {
            if (!await db.CaseFacts.AnyAsync())
                await MadeUpFacts.AddAsync(db, cases, CancellationToken.None);
        }

        await database.AnalyzeAsync();
        var now = new FixedTime(MadeUpFacts.To.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        await RollUpAsync(contexts, now.GetUtcNow(), output);
        await database.SaySizeAsync(output);
        var reader = new ReportReader(contexts, now);
        await output.WriteLineAsync("| page | days | filter | p50, ms | p95, ms |");
        await output.WriteLineAsync("| --- | ---: | --- | ---: | ---: |");
        foreach (var (name, read) in Pages)
        {
            foreach (var (days, filter) in new[] { 7, 30, 90, 365, MadeUpFacts.Days }.SelectMany(Filters))
                await MeasureAsync(name, days, filter, () => read(reader, filter), output);
        }
    }

    private static IEnumerable<(int, ReportFilter)> Filters(int days)
    {
        var all = new ReportFilter(MadeUpFacts.To.AddDays(1 - days), MadeUpFacts.To);
        yield return (days, all);
        if (days is 30 or MadeUpFacts.Days)
        {
            yield return (days, all with { Channel = "whatsapp", Clock = ReportClock.Open });
            yield return (days, all with { Agent = "agent-7" });
            yield return (days, all with { Topic = "article-7" });
        }
    }

    private static async Task RollUpAsync(CxBotDbContextFactory contexts, DateTimeOffset now, TextWriter output)
    {
        using var writer = new Writer(contexts);
        await writer.StartAsync(CancellationToken.None);
        var rollups = new RollupWriter(writer, contexts);
        var times = new List<TimeSpan>();
        var start = Stopwatch.GetTimestamp();
        while (await rollups.RollNextAsync(now, CancellationToken.None))
        {
            times.Add(Stopwatch.GetElapsedTime(start));
            start = Stopwatch.GetTimestamp();
        }

        await writer.StopAsync(CancellationToken.None);
        if (times.Count == 0)
            return;
        var took = new Percentiles(times);
        await output.WriteLineAsync(FormattableString.Invariant(
            $"a day is added up in {took.At(0.5):0} ms at p50; a month in up to {took.At(1):0} ms ({times.Count} in all)"));
    }

    private static async Task MeasureAsync(string page, int days, ReportFilter filter, Func<Task> read, TextWriter output)
    {
        await read();
        var times = new List<TimeSpan>();
        for (var i = 0; i < Times && times.Sum(t => t.TotalSeconds) < 20; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await read();
            times.Add(Stopwatch.GetElapsedTime(start));
        }

        var took = new Percentiles(times);
        var by = string.Join(" ", new[] { filter.Channel, filter.Agent, filter.Topic }.OfType<string>().DefaultIfEmpty("none"));
        await output.WriteLineAsync(FormattableString.Invariant($"| {page} | {days} | {by} | {took.At(0.5):0} | {took.At(0.95):0} |"));
    }

    private sealed class FixedTime(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(now);
    }
}
