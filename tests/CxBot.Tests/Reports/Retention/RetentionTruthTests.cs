using CxBot.Audit;
using CxBot.Conversations.Cases;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Retention;
using CxBot.Reports.Shopping;
using CxBot.Storage;
using CxBot.Surveys;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Reports.Retention;

/// <summary>Cohorts, subscriptions and what goes along with ordering again come to what the ledger of an invented shop comes to, and each
/// number opens into as many customers.</summary>
public sealed class RetentionTruthTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 14, 3, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_the_numbers_are_the_ledgers()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await HoldsAsync(database.Factory, database.Writer);
    }

    [Fact]
    public async Task On_PostgreSQL_the_numbers_are_the_ledgers()
    {
        await using var server = await PostgresServer.StartAsync();
        var factory = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString }),
            TestChannels.All);
        await using (var db = factory.CreateDbContext())
            await StorageStart.MigrateAsync(db, Token);
        using var writer = new Writer(factory);
        await writer.StartAsync(Token);
        await HoldsAsync(factory, writer);
        await writer.StopAsync(Token);
    }

    private static async Task HoldsAsync(IDbContextFactory<CxBotDbContext> contexts, Writer writer)
    {
        var ledger = new BuyerLedger(11, 260);
        var shop = new ShopActivities(writer, new AuditLog(writer, Time), Time);
        await TellAsync(shop, ledger);
        await AddCasesAsync(contexts, ledger);
        foreach (var (filter, channel) in Filters())
            await SameAsync(contexts, filter, channel, ledger, opens: true);

        // Erasing takes who they were, and moves no month but what nobody can know of this one.
        foreach (var one in ledger.People.Where((_, at) => at % 4 == 0))
        {
            Assert.True(await shop.EraseAsync(one.Subject, AuditActor.CommandLine, Token));
            Assert.False(await shop.EraseAsync(one.Subject, AuditActor.CommandLine, Token));
            one.IsErased = true;
        }

        foreach (var (filter, channel) in Filters())
            await SameAsync(contexts, filter, channel, ledger, opens: false);
        await using var db = contexts.CreateDbContext();
        var gone = await db.ShopCustomers.Where(c => c.Subject == null).Select(c => c.Id).ToListAsync(Token);
        Assert.Equal((65, false), (gone.Count, await db.ShopActivities.AnyAsync(a => gone.Contains(a.ShopCustomerId), Token)));
    }

    private static IEnumerable<(ReportFilter Filter, string? Channel)> Filters()
    {
        var year = new ReportFilter(new(2026, 10, 20), new(2026, 11, 14));
        yield return (year, null);
        yield return (year with { Channel = "whatsapp", Agent = "nobody", Hour = 3 }, "whatsapp");
        yield return (new ReportFilter(new(2025, 1, 1), new(2026, 7, 2)), null);
    }

    /// <summary>In any order, some of it twice, in pieces: what the shop tells comes as it comes.</summary>
    private static async Task TellAsync(ShopActivities shop, BuyerLedger ledger)
    {
        var rows = new List<ActivityRow>();
        foreach (var one in ledger.People)
        {
            rows.AddRange(one.Orders.Select(order => new ActivityRow(one.Subject, order.Id, ActivityKind.Order, order.At)
            {
                Amount = 10.25m,
                Currency = "IDR",
            }));
            foreach (var (said, at) in one.Subscriptions.Select((said, at) => (said, at)))
                rows.AddRange(said.Select((happened, i) => new ActivityRow(one.Subject, $"s{at}-{i}", KindOf(happened.Kind), happened.At)
                {
                    Subscription = at == 0 ? null : $"SUB-{at}",
                }));
            // Whoever wrote is known at the shop, if only for their orders that are no more.
            if (one.Orders.Count + one.Subscriptions.Sum(said => said.Count) == 0)
                rows.Add(new ActivityRow(one.Subject, "none", ActivityKind.SubscriptionEnded, Time.GetUtcNow()));
        }

        var all = rows.ToArray();
        new Random(3).Shuffle(all);
        var stored = new StoredActivity(0, 0);
        foreach (var some in all.Chunk(ShopActivities.MaxAtOnce / 2))
            stored += await shop.StoreAsync([.. some, some[0], .. all.Take(3)], Token);
        Assert.Equal(all.Length, stored.Stored);
        Assert.Equal(new StoredActivity(0, 100), await shop.StoreAsync([.. all.Take(100)], Token));
    }

    private static async Task AddCasesAsync(IDbContextFactory<CxBotDbContext> contexts, BuyerLedger ledger)
    {
        await using var db = contexts.CreateDbContext();
        var web = await FactName.NumberAsync(db, FactNameKind.Channel, "web", Token);
        var phone = await FactName.NumberAsync(db, FactNameKind.Channel, "whatsapp", Token);
        var known = await db.ShopCustomers.ToDictionaryAsync(c => c.Subject!, c => c.Id, Token);
        var id = 0L;
        foreach (var one in ledger.People)
            foreach (var happened in one.Cases)
            {
                id++;
                var day = (int)(happened.At.ToOffset(TimeSpan.FromHours(7)).Date - DateTime.UnixEpoch).TotalDays;
                db.Add(new CaseFact
                {
                    CaseId = id,
                    Day = day,
                    At = happened.At.ToUnixTimeSeconds(),
                    Outcome = (CaseOutcome)happened.Outcome,
                    Mark = happened.IsSpam ? CaseMark.Spam : CaseMark.Customer,
                    Channel = happened.Channel == "web" ? web : phone,
                    ShopCustomerId = one.Number is null ? null : known[one.Subject],
                });
                if (happened.Effort is { } score)
                    db.Add(new SurveyFact { SurveyId = id, CaseId = id, Kind = SurveyKind.Ces, Day = day, Score = score });
                db.Add(new SurveyFact { SurveyId = id + 1_000_000, CaseId = id, Kind = SurveyKind.Csat, Day = day, Score = 1 });
            }

        await db.SaveChangesAsync(Token);
    }

    private static async Task SameAsync(
        IDbContextFactory<CxBotDbContext> contexts, ReportFilter filter, string? channel, BuyerLedger ledger, bool opens)
    {
        var reader = new RetentionReader(contexts, Time);
        var read = await reader.ReadAsync(filter, Token);
        bool Wrote(Buyer one) => channel is null || (one.Number is not null && one.Cases.Any(c => c.Counts(channel)));
        var (first, last) = (MonthOf(read.Months.First), MonthOf(read.Months.Last));
        Assert.Equal(BuyerLedger.Now, MonthOf(read.Months.Now));

        var cohorts = read.Cohorts.ToDictionary(cohort => MonthOf(cohort.Month));
        for (var month = first; month <= last; month++)
        {
            var size = ledger.Ordered(month, month, Wrote);
            Assert.Equal(size, cohorts.GetValueOrDefault(month)?.Size ?? 0);
            var later = Enumerable.Range(1, 12).Select(n => month + n).Where(then => then <= BuyerLedger.Now)
                .Select(then => ledger.Ordered(month, then, Wrote));
            if (size > 0)
                Assert.Equal(later, cohorts[month].Later);
            var churn = read.Churn.SingleOrDefault(one => MonthOf(one.Month) == month);
            Assert.Equal(ledger.Churn(month, Wrote), (churn?.Running ?? 0, churn?.Ended ?? 0));
        }

        var truth = Again(ledger, channel, first, last);
        Assert.Equal(
            truth.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {pair.Value.Again} of {pair.Value.All}"),
            read.Again.Select(one => (Name: one.Group.ToString(), one.Again)).OrderBy(one => one.Name, StringComparer.Ordinal)
                .Select(one => $"{one.Name}: {one.Again.Successes} of {one.Again.Count}"));
        Assert.True(truth.Count > 12);
        if (!opens)
            return;
        foreach (var (group, count) in Numbers(read))
        {
            var rows = await reader.RowsAsync(group, filter, 0, 5000, Token);
            Assert.True((count, count) == (rows.Count, rows.Rows.Count), $"{group}: {count}, and {rows.Rows.Count} rows");
            Assert.All(rows.Rows, row => Assert.StartsWith("C/", row.Subject, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<(ShopGroup Group, long Count)> Numbers(CustomerRetention read) =>
        read.Cohorts.Take(4).SelectMany(cohort => cohort.Later.Select((count, at) =>
                (new ShopGroup(ShopGroupKind.Cohort) { Month = cohort.Month, Later = at + 1 }, (long)count))
            .Append((new ShopGroup(ShopGroupKind.Cohort) { Month = cohort.Month }, cohort.Size)))
        .Concat(read.Churn.TakeLast(3).SelectMany(one => new[]
        {
            (new ShopGroup(ShopGroupKind.Running) { Month = one.Month }, (long)one.Running),
            (new ShopGroup(ShopGroupKind.Ended) { Month = one.Month }, one.Ended),
        }))
        .Concat(read.Again.SelectMany(one => new[]
        {
            (one.Group, one.Again.Count), (one.Group with { IsAgain = true }, one.Again.Successes),
        }));

    private static Dictionary<string, (int Again, int All)> Again(BuyerLedger ledger, string? channel, int first, int last)
    {
        var sums = new Dictionary<string, (int Again, int All)>();
        void Add(string group, bool again)
        {
            var (more, all) = sums.GetValueOrDefault(group);
            sums[group] = (more + (again ? 1 : 0), all + 1);
        }

        foreach (var (one, month, again) in ledger.Months(first, last))
        {
            var cases = one.Number is null ? []
                : one.Cases.Where(c => c.Counts(channel) && BuyerLedger.MonthOf(c.At) == month).ToList();
            Add("Ordered", again);
            Add(cases.Count > 0 ? "WithCase" : "WithoutCase", again);
            foreach (var happened in cases)
            {
                Add($"Outcome.{(CaseOutcome)happened.Outcome}", again);
                if (happened.Effort is { } score)
                    Add($"Effort.{(score <= 3 ? "Hard" : score == 4 ? "Neither" : "Easy")}", again);
            }
        }

        return sums;
    }

    private static int MonthOf(int month) => (1970 * 12) + month;

    private static ActivityKind KindOf(string kind) => kind switch
    {
        "begun" => ActivityKind.SubscriptionBegun,
        "renewed" => ActivityKind.SubscriptionRenewed,
        _ => ActivityKind.SubscriptionEnded,
    };
}
