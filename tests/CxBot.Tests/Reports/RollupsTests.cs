using CxBot.Conversations.Cases;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Rollups;
using CxBot.Storage;
using CxBot.Surveys;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Reports;

/// <summary>Long periods, read off what was added up and off the facts of the rest, say what a count of every single fact says.</summary>
public sealed class RollupsTests
{
    private const int Days = 150;
    private const int Cases = 900;

    private static readonly DateOnly First = new(2026, 5, 20);

    private static readonly FakeTimeProvider Time =
        new(new DateTimeOffset(First.AddDays(Days - 1).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero));

    private static readonly string[] Channels = ["web", "whatsapp"];
    private static readonly string[] Agents = ["ani", "budi", "citra"];
    private static readonly string[] Topics = ["refund", "courier", "sizes", "hours"];

    private static readonly ReportFilter Whole = new(First, First.AddDays(Days - 1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_a_long_period_comes_to_what_its_facts_come_to()
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        await HoldsAsync(database.Factory, database.Writer);
    }

    [Fact]
    public async Task On_PostgreSQL_a_long_period_comes_to_what_its_facts_come_to()
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
        var dice = new Random(7);
        await writer.RunAsync((db, token) => AddAsync(db, dice, token), Token);
        await AllHoldAsync(contexts);
        // A small shop's days are left, and looked at once.
        var careful = new RollupWriter(writer, contexts);
        while (await careful.RollNextAsync(Time.GetUtcNow(), Token))
            continue;
        await using (var db = contexts.CreateDbContext())
            Assert.False(await db.Rollups.AnyAsync(Token));
        await writer.RunAsync(
            (db, token) => RollupWriter.ForgetAsync(db, Enumerable.Range(FactQuery.DayOf(First), Days), token), Token);
        var rollups = new RollupWriter(writer, contexts, minCases: 0);
        while (await rollups.RollNextAsync(Time.GetUtcNow(), Token))
            continue;
        await using (var db = contexts.CreateDbContext())
        {
            // The last eight days, and the months that they are in, may still change.
            Assert.Equal(Days - 9, await db.RolledPeriods.CountAsync(p => p.Level == RollupLevel.Day && p.Version > 0, Token));
            Assert.Equal(5, await db.RolledPeriods.CountAsync(p => p.Level == RollupLevel.Month && p.Version > 0, Token));
        }

        await AllHoldAsync(contexts);

        // An old case changes: what was added up of its day and month does not hold any more, and everything else does.
        var changed = FactQuery.DayOf(First.AddDays(40));
        await writer.RunAsync(
            async (db, token) =>
            {
                await RollupWriter.ForgetAsync(db, [changed], token);
                await db.CaseFacts.Where(f => f.Day == changed)
                    .ExecuteUpdateAsync(set => set.SetProperty(f => f.Outcome, CaseOutcome.CameBack), token);
                await db.HandoverFacts.Where(f => f.Day == changed)
                    .ExecuteUpdateAsync(set => set.SetProperty(f => f.ReplyElapsed, 77), token);
            },
            Token);
        await AllHoldAsync(contexts);
        Assert.True(await rollups.RollNextAsync(Time.GetUtcNow(), Token));
        Assert.True(await rollups.RollNextAsync(Time.GetUtcNow(), Token));
        Assert.False(await rollups.RollNextAsync(Time.GetUtcNow(), Token));
        await AllHoldAsync(contexts);
    }

    private static async Task AllHoldAsync(IDbContextFactory<CxBotDbContext> contexts)
    {
        var reader = new ReportReader(contexts, Time);
        var facts = await StoredFacts.ReadAsync(contexts, Token);
        foreach (var clock in Enum.GetValues<ReportClock>())
        {
            var filter = Whole with { Clock = clock };
            foreach (var one in new[]
            {
                filter, filter with { Channel = "whatsapp" }, filter with { Agent = "budi" }, filter with { Topic = "sizes" },
                filter with { From = First.AddDays(12), To = First.AddDays(101) }, filter with { Channel = "web", Topic = "refund" },
            })
                Same(facts, one, await reader.ReadAsync(AllFigures.All, one, Token));
            foreach (var (agent, values) in await reader.ReadByAsync(FactNameKind.Agent, AllFigures.All, filter, Token))
                Same(facts, filter with { Agent = agent }, values);
            var days = await reader.ReadByDayAsync(AllFigures.Outcomes, filter, Token);
            Assert.All(days.Where(day => day.Key.Day % 10 == 0), day => Same(facts, new(day.Key, day.Key), day.Value));
            Assert.Equal(facts.Cases(filter).Count(), days.Values.Sum(day => AllFigures.Outcomes.Sum(outcome => day[outcome].Count)));
            Assert.Equal(
                facts.Cases(filter).GroupBy(f => (First.AddDays(f.Day - FactQuery.DayOf(First)).DayOfWeek, f.Hour))
                    .ToDictionary(g => g.Key, g => g.Count()),
                await reader.HoursAsync(filter, Token));
        }
    }

    private static void Same(StoredFacts facts, ReportFilter filter, IReadOnlyDictionary<Figure, FigureValue> read)
    {
        foreach (var (figure, value) in read)
        {
            var what = $"{figure.Id} of {filter}";
            var (count, among, times) = facts.Of(figure, filter, Time.GetUtcNow().ToUnixTimeSeconds());
            Assert.True(count == value.Count, $"{what}: {count}, read {value.Count}");
            Assert.True(among == value.Of, $"{what}: of {among}, read {value.Of}");
            if (figure is SurveyScore { Kind: SurveyKind.Ces } && times.Count > 0)
                Assert.Equal(times.Average(), value.Scores!.Mean!.Value, 0.001);
            if (times.Count == 0 || figure.Unit is not { TotalSeconds: var unit })
                continue;
            Assert.Equal(times.Average() * unit, value.Mean!.Value.TotalSeconds, 0.001);
            Near(times, 0.5, value.Median!.Value.TotalSeconds / unit, what);
            Near(times, 0.9, value.NineTenths!.Value.TotalSeconds / unit, what);
        }
    }

    /// <summary>Of times of some seconds and more a percentile is at most 2.5 % off.</summary>
    private static void Near(List<int> times, double part, double read, string what)
    {
        var right = times.Order().ElementAt((int)Math.Ceiling(part * times.Count) - 1);
        Assert.True(Math.Abs(read - right) <= Math.Max(0.5, 0.025 * right),
            FormattableString.Invariant($"{what}, {part}: {right}, read {read}"));
    }

    private static async Task AddAsync(CxBotDbContext db, Random dice, CancellationToken cancellationToken)
    {
        async Task<List<int>> NumbersAsync(FactNameKind kind, string[] names)
        {
            var numbers = new List<int>();
            foreach (var name in names)
                numbers.Add(await FactName.NumberAsync(db, kind, name, cancellationToken));
            return numbers;
        }

        var channels = await NumbersAsync(FactNameKind.Channel, Channels);
        var (agents, topics) = (await NumbersAsync(FactNameKind.Agent, Agents), await NumbersAsync(FactNameKind.Topic, Topics));
        for (var i = 1; i <= Cases; i++)
        {
            var day = FactQuery.DayOf(First) + (i * Days / (Cases + 1));
            var at = (day * 86400L) + dice.Next(86400);
            var mark = dice.Next(20) == 0 ? CaseMark.Spam : CaseMark.Customer;
            var isHanded = dice.Next(3) == 0;
            CountedFact Named(CountedFact fact)
            {
                (fact.Channel, fact.Topic, fact.Agent) =
                    (channels[i % channels.Count], topics[i * 7 % topics.Count], isHanded ? agents[i * 5 % agents.Count] : 0);
                return fact;
            }

            db.Add(Named(new CaseFact
            {
                CaseId = i,
                Day = day,
                Hour = dice.Next(24),
                At = at,
                EndedAt = at + 500,
                Mark = mark,
                Outcome = (CaseOutcome)dice.Next(12),
                Handovers = isHanded ? 1 + dice.Next(2) : 0
            }));
            db.Add(Named(new BotReplyFact
            {
                CaseId = i,
                Day = day,
                At = at,
                Mark = mark,
                Waited = dice.Next(2500),
                Thought = dice.Next(40)
            }));
            if (!isHanded)
                continue;
            int? reply = dice.Next(5) == 0 ? null : (int)Math.Pow(10, 4.5 * dice.NextDouble());
            db.Add(Named(new HandoverFact
            {
                HandoverId = i,
                CaseId = i,
                Day = day,
                At = at,
                Mark = mark,
                IsAsked = dice.Next(9) > 0,
                ReplyElapsed = reply,
                ReplyOpen = reply / 2,
                TakenElapsed = reply / 3,
                TakenOpen = reply / 4,
                DueElapsed = at + 300,
                DueOpen = at + 900,
                EndedAt = dice.Next(6) == 0 ? null : at + 40_000,
                EndElapsed = 40_000,
                EndOpen = 20_000
            }));
            db.Add(Named(new NextReplyFact
            {
                CaseId = i,
                HandoverId = i,
                Day = day,
                At = at,
                Mark = mark,
                Elapsed = dice.Next(5000),
                Open = dice.Next(900)
            }));
            db.Add(Named(new SurveyFact
            {
                SurveyId = i,
                CaseId = i,
                Kind = (SurveyKind)(i % 3),
                Day = day,
                At = at,
                Mark = mark,
                IsDelivered = dice.Next(4) > 0,
                Score = dice.Next(2) == 0 ? null : dice.Next(1, 6)
            }));
        }

        await RollupWriter.ForgetAsync(db, Enumerable.Range(FactQuery.DayOf(First), Days), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }
}
