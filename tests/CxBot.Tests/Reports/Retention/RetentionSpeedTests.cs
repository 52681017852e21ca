using System.Diagnostics;
using CxBot.Reports;
using CxBot.Reports.Retention;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Reports.Retention;

/// <summary>How long the page of customers takes: 300,000 customers, 1.2 million months with an order, 1.6 million cases, of which half are
/// of customers that the shop told of. Run by hand.</summary>
public sealed class RetentionSpeedTests(ITestOutputHelper output)
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 14, 3, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task On_SQLite()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await MeasureAsync(database.Factory, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}) ", "n");
    }

    [Fact(Explicit = true)]
    public async Task On_PostgreSQL()
    {
        await using var server = await PostgresServer.StartAsync();
        var factory = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString }),
            TestChannels.All);
        await using (var db = factory.CreateDbContext())
            await StorageStart.MigrateAsync(db, Token);
        await MeasureAsync(factory, "", "generate_series(1, {0}) n(i)");
    }

    private async Task MeasureAsync(IDbContextFactory<CxBotDbContext> contexts, string with, string series)
    {
        await using (var db = contexts.CreateDbContext())
        {
            db.Database.SetCommandTimeout(300);
            async Task FillAsync(int count, string insert) => await db.Database.ExecuteSqlRawAsync(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, insert.Replace("WITH ", with, StringComparison.Ordinal)
                    .Replace("SERIES", series, StringComparison.Ordinal), count), Token);
            await FillAsync(300_000, """INSERT INTO "ShopCustomers" ("Id", "Subject", "Changes") WITH SELECT i, 'C-' || i, 0 FROM SERIES""");
            foreach (var (at, next) in new[] { (0, 1), (1, 3), (3, 7), (7, -1) })
                await FillAsync(300_000, $"""
                    INSERT INTO "OrderMonths" ("ShopCustomerId", "Month", "Cohort", "Next")
                    WITH SELECT i, 660 + i % 18 + {at}, 660 + i % 18, {(next < 0 ? "NULL" : $"660 + i % 18 + {next}")} FROM SERIES
                    """);
            await FillAsync(1_600_000, """
                INSERT INTO "CaseFacts" ("CaseId", "Version", "Mark", "Day", "At", "Channel", "Language", "Topic", "Skill", "Agent", "Hour",
                  "Outcome", "Answered", "AskedBack", "Missed", "Handovers", "IsEstimated", "ShopCustomerId")
                WITH SELECT i, 1, 0, 20080 + i % 700, (20080 + i % 700) * 86400, 1 + i % 2, 0, 0, 0, 0, 5, i % 11, 1, 0, 0, 0, FALSE,
                  CASE WHEN i % 2 = 0 THEN 1 + i % 300000 END FROM SERIES
                """);
            await FillAsync(200_000, """
                INSERT INTO "SurveyFacts" ("SurveyId", "CaseId", "Kind", "Day", "At", "Mark", "Channel", "Language", "Topic", "Skill", "Agent",
                  "IsDelivered", "Score")
                WITH SELECT i, i * 8, 2, 20080 + (i * 8) % 700, 0, 0, 1, 0, 0, 0, 0, TRUE, 1 + i % 7 FROM SERIES
                """);
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "FactNames" ("Kind", "Name", "Id") VALUES ('Channel', 'web', 1)""", Token);
            await db.Database.ExecuteSqlRawAsync("ANALYZE", Token);
        }

        var reader = new RetentionReader(contexts, Time);
        var month = new ReportFilter(new(2026, 10, 15), new(2026, 11, 14));
        foreach (var filter in new[] { month, month with { Channel = "web" }, new ReportFilter(new(2024, 1, 1), new(2026, 11, 14)) })
        {
            var began = Stopwatch.GetTimestamp();
            var read = await reader.ReadAsync(filter, Token);
            var took = Stopwatch.GetElapsedTime(began);
            began = Stopwatch.GetTimestamp();
            var rows = await reader.RowsAsync(read.Again[1].Group, filter, 0, 50, Token);
            output.WriteLine($"{filter.Days} days, {filter.Channel ?? "all"}: {took.TotalSeconds:0.00} s, {read.Cohorts.Count} cohorts; "
                + $"{rows.Count} customers behind a number: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        }
    }
}
