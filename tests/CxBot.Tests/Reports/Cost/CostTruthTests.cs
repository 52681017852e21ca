using CxBot.Agents;
using CxBot.Answering.Model;
using CxBot.Conversations.Cases;
using CxBot.Delivery;
using CxBot.Reports;
using CxBot.Reports.Cost;
using CxBot.Reports.Facts;
using CxBot.Reports.Work;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Reports.Cost;

/// <summary>What cases cost, against minutes counted one by one.</summary>
public sealed class CostTruthTests
{
    /// <summary>Midnight of 1 May in Jakarta: the first minute of the world.</summary>
    private static readonly DateTimeOffset Begins = new(2026, 5, 1, 0, 0, 0, TimeSpan.FromHours(7));

    private const int Days = 6;

    private static readonly FakeTimeProvider Time = new(Begins.AddDays(30));

    private static readonly CostOptions Prices = new()
    {
        Currency = "IDR",
        AgentHour = 45_000,
        ModelCall = 35.5m,
        Messages = { ["Utility"] = 357.25m },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_the_cost_is_what_was_paid()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await HoldsAsync(database.Factory);
    }

    [Fact]
    public async Task On_PostgreSQL_the_cost_is_what_was_paid()
    {
        await using var server = await PostgresServer.StartAsync();
        var factory = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString }),
            TestChannels.All);
        await using (var db = factory.CreateDbContext())
            await StorageStart.MigrateAsync(db, Token);
        await HoldsAsync(factory);
    }

    private static async Task HoldsAsync(IDbContextFactory<CxBotDbContext> contexts)
    {
        var dice = new Random(5);
        await using var db = contexts.CreateDbContext();
        var filter = new ReportFilter(new(2026, 5, 2), new(2026, 5, 5));
        bool IsIn(int minute) => minute is >= 1440 and < 5 * 1440;
        var (busy, cases, durable, utility, marketing) = (0, 0, 0, 0, 0);
        var id = 0;
        foreach (var agent in new[] { "ani", "budi" })
        {
            var number = await FactName.NumberAsync(db, FactNameKind.Agent, agent, Token);
            var (desk, held) = (new bool[Days * 1440], new bool[Days * 1440]);
            for (var at = dice.Next(300); at < Days * 1440 - 400; at += 400 + dice.Next(300))
            {
                var length = 60 + dice.Next(300);
                db.Add(new PresenceSpan { AgentId = agent, From = Begins.AddMinutes(at), To = Begins.AddMinutes(at + length) });
                Array.Fill(desk, true, at, length);
            }

            for (var one = 0; one < 40; one++)
            {
                var (at, length) = (dice.Next(Days * 1440 - 500), 5 + dice.Next(400));
                var mark = dice.Next(9) == 0 ? CaseMark.Spam : CaseMark.Customer;
                var outcome = (CaseOutcome)dice.Next(12);
                var day = FactQuery.DayOf(new DateOnly(2026, 5, 1)) + (at / 1440);
                var seconds = Begins.AddMinutes(at).ToUnixTimeSeconds();
                db.Add(new CaseFact { CaseId = ++id, Day = day, At = seconds, Mark = mark, Outcome = outcome });
                db.Add(new HandlingFact
                {
                    CaseId = id,
                    HandoverId = id,
                    Day = day,
                    At = seconds,
                    Until = seconds + (60 * length),
                    Mark = mark,
                    Agent = number,
                });
                if (mark == CaseMark.Spam)
                    continue;
                Array.Fill(held, true, at, length);
                if (!IsIn(at) || outcome == CaseOutcome.Joined)
                    continue;
                cases++;
                durable += outcome is CaseOutcome.Confirmed or CaseOutcome.Assumed or CaseOutcome.SolvedDurable ? 1 : 0;
            }

            busy += Enumerable.Range(0, Days * 1440).Count(minute => IsIn(minute) && desk[minute] && held[minute]);
        }

        for (var i = 0; i < 60; i++)
        {
            var (at, isUtility, isBillable) = (dice.Next(Days * 1440), dice.Next(2) == 0, dice.Next(3) > 0);
            db.Add(new BilledMessage
            {
                Channel = "whatsapp",
                Sequence = i,
                Billable = isBillable,
                Category = isUtility ? "utility" : "marketing",
                At = Begins.AddMinutes(at),
            });
            utility += IsIn(at) && isBillable && isUtility ? 1 : 0;
            marketing += IsIn(at) && isBillable && !isUtility ? 1 : 0;
        }

        foreach (var (day, calls) in new[] { (1, 1000), (2, 7), (5, 11), (6, 1000) })
            db.Add(new ModelCalls { Limit = ModelDay.LimitOf(new DateOnly(2026, 5, day)), Calls = calls, Until = DateTimeOffset.MaxValue });
        await db.SaveChangesAsync(Token);

        var read = (await Reader(contexts, Prices).ReadAsync(filter, Token))!;
        Assert.True(busy > 600 && cases > 20 && durable > 2 && marketing > 3);
        var hours = busy / 60m;
        Assert.Equal(
            [(CostKind.People, null, (decimal?)45_000), (CostKind.Model, null, 35.5m), (CostKind.Messages, "marketing", null), (CostKind.Messages, "utility", 357.25m)],
            read.Parts.Select(part => (part.Kind, part.Category, part.Price)));
        Assert.Equal(hours, read.Parts[0].Quantity, 6);
        Assert.Equal([18m, marketing, utility], read.Parts.Skip(1).Select(part => part.Quantity));
        Assert.Equal((cases, durable), (read.Cases, read.Durable));
        var total = (hours * 45_000) + (18 * 35.5m) + (utility * 357.25m);
        Assert.Equal((double)total, (double)read.Total!.Value, 0.01);
        Assert.Equal((double)(total / cases), (double)read.OfCase!.Value, 0.01);
        Assert.Equal((double)(total / durable), (double)read.OfDurable!.Value, 0.01);

        // Of the whole shop alone, and only where somebody said what it pays.
        Assert.Null(await Reader(contexts, Prices).ReadAsync(filter with { Agent = "ani" }, Token));
        Assert.Null(await Reader(contexts, new CostOptions()).ReadAsync(filter, Token));
    }

    private static CostReader Reader(IDbContextFactory<CxBotDbContext> contexts, CostOptions prices) => new(
        contexts, new ReportReader(contexts, Time), new WorkReader(contexts, Time), Options.Create(prices));
}
