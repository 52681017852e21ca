using CxBot.Answering.Model;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Answering.Model;

public sealed class ModelBudgetTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly TestDatabase _database = new();
    private readonly LogLines _log = new();

    public async ValueTask InitializeAsync() => await _database.StartAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_conversation_has_its_share_and_a_new_one_after_a_day()
    {
        var budget = Budget(new ModelOptions { CallsPerConversation = 2 });
        Assert.Equal([true, true, false], await TakeAsync(budget, "a", "a", "a"));
        Assert.Equal([true], await TakeAsync(budget, "b"));
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal([true], await TakeAsync(budget, "a"));
    }

    [Fact]
    public async Task All_conversations_share_the_days_calls()
    {
        var budget = Budget(new ModelOptions { CallsPerDay = 2, HourShare = 1 });
        Assert.Equal([true, true, false], await TakeAsync(budget, "a", "b", "c"));
        _time.Advance(TimeSpan.FromHours(15));
        Assert.Equal([true], await TakeAsync(budget, "c"));
    }

    [Fact]
    public async Task One_address_has_a_tenth_of_the_day_and_the_others_theirs()
    {
        var budget = Budget(new ModelOptions { CallsPerDay = 40, HourShare = 1 });
        var taken = 0;
        for (var i = 0; i < 16; i++)
            taken += await budget.TryTakeAsync(new($"c{i}"), "attacker", TestContext.Current.CancellationToken) ? 1 : 0;
        Assert.Equal(4, taken);
        Assert.True(await budget.TryTakeAsync(new("honest"), "somebody else", TestContext.Current.CancellationToken));
        Assert.True(await budget.TryTakeAsync(new("on WhatsApp"), null, TestContext.Current.CancellationToken));
        // What an address was refused is not counted for the day.
        Assert.Equal(6, await budget.TodayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_hour_leaves_something_for_the_next()
    {
        var budget = Budget(new ModelOptions { CallsPerDay = 8 });
        Assert.Equal([true, true, false], await TakeAsync(budget, "a", "b", "c"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, false], await TakeAsync(budget, "a", "b", "c"));
    }

    [Fact]
    public async Task A_restart_forgets_nothing_and_what_is_over_does_not_stay()
    {
        var options = new ModelOptions { CallsPerDay = 2, HourShare = 1 };
        Assert.Equal([true], await TakeAsync(Budget(options), "a"));
        Assert.Equal([true, false], await TakeAsync(Budget(options), "a", "b"));
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([true], await TakeAsync(Budget(options), "new"));
        await using var db = _database.Factory.CreateDbContext();
        Assert.Equal(["conversation new", "day", "hour"],
            await db.ModelCalls.Where(c => c.Until < DateTimeOffset.MaxValue).Select(c => c.Limit).Order()
                .ToListAsync(TestContext.Current.CancellationToken));
        // What was spent on each day stays, for what a case costs; what was refused was not spent.
        var first = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime.AddDays(-2));
        async Task<int> CallsAsync(int from, int to) =>
            await ModelDay.CallsAsync(db, first.AddDays(from), first.AddDays(to), TestContext.Current.CancellationToken);
        Assert.Equal((2, 0, 1, 3), (await CallsAsync(0, 0), await CallsAsync(1, 1), await CallsAsync(2, 2), await CallsAsync(0, 2)));
    }

    [Fact]
    public async Task At_eighty_in_a_hundred_the_owner_is_warned_once()
    {
        var budget = Budget(new ModelOptions { CallsPerDay = 10, HourShare = 1 });
        for (var i = 0; i < 7; i++)
            await TakeAsync(budget, $"{i}");
        Assert.Empty(_log.Having("CallsPerDay", LogLevel.Warning));
        Assert.True(await budget.TodayAsync(TestContext.Current.CancellationToken) < budget.NearlyAll);
        await TakeAsync(budget, "7", "8");
        Assert.StartsWith("8 of the 10", Assert.Single(_log.Having("CallsPerDay", LogLevel.Warning)), StringComparison.Ordinal);
        Assert.True(await budget.TodayAsync(TestContext.Current.CancellationToken) >= budget.NearlyAll);
    }

    [Fact]
    public async Task Two_nodes_on_PostgreSQL_count_as_one()
    {
        await using var server = await PostgresServer.StartAsync();
        var factory = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString }),
            TestChannels.All);
        await using (var db = factory.CreateDbContext())
            await StorageStart.MigrateAsync(db, TestContext.Current.CancellationToken);
        using var writer = new Writer(factory);
        await writer.StartAsync(TestContext.Current.CancellationToken);
        var options = new ModelOptions { CallsPerDay = 50, HourShare = 1, AddressShare = 0.5 };
        var nodes = new[] { Budget(options, factory, writer), Budget(options, factory, writer) };
        var tries = await Task.WhenAll(
            Enumerable.Range(0, 100)
                .Select(i => nodes[i % 2]
                .TryTakeAsync(new($"c{i % 10}"), i % 4 == 0 ? null : "one", TestContext.Current.CancellationToken)));
        Assert.Equal((25 + 25, 50), (tries.Count(t => t), await nodes[0].TodayAsync(TestContext.Current.CancellationToken)));
        await writer.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<bool>> TakeAsync(ModelBudget budget, params string[] conversations)
    {
        List<bool> taken = [];
        foreach (var conversation in conversations)
            taken.Add(await budget.TryTakeAsync(new(conversation), null, TestContext.Current.CancellationToken));
        return taken;
    }

    private ModelBudget Budget(ModelOptions options) => Budget(options, _database.Factory, _database.Writer);

    private ModelBudget Budget(ModelOptions options, CxBotDbContextFactory factory, Writer writer) =>
        new(Options.Create(options), writer, factory, _time,
            LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<ModelBudget>());
}
