using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Storage;

public sealed class WriterTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    public async ValueTask InitializeAsync() => await database.StartAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task What_a_command_returns_is_committed_when_it_returns()
    {
        await database.Writer.RunAsync(AddCustomer("a"), TestContext.Current.CancellationToken);
        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task A_failing_command_takes_none_of_its_neighbours_with_it()
    {
        var token = TestContext.Current.CancellationToken;
        var tasks = Enumerable.Range(0, 50).Select(i => database.Writer.RunAsync(async (db, t) =>
        {
            db.Customers.Add(new Customer { Name = $"n{i}" });
            await db.SaveChangesAsync(t);
            if (i % 5 == 0) throw new InvalidOperationException("no");
        }, token)).ToList();
        foreach (var (task, i) in tasks.Select((task, i) => (task, i)))
        {
            if (i % 5 == 0) await Assert.ThrowsAsync<InvalidOperationException>(() => task);
            else await task;
        }
        Assert.Equal(40, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task A_caller_who_left_before_its_turn_is_not_written_for()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Writer.RunAsync(AddCustomer("a"), gone.Token));
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task What_was_queued_before_the_stop_is_still_written()
    {
        var token = TestContext.Current.CancellationToken;
        var tasks = Enumerable.Range(0, 100).Select(i => database.Writer.RunAsync(AddCustomer($"n{i}"), token)).ToList();
        await database.Writer.StopAsync(token);
        await Task.WhenAll(tasks);
        Assert.Equal(100, (await NamesAsync()).Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.Writer.RunAsync(AddCustomer("late"), token));
    }

    [Fact]
    public async Task Every_connection_commits_to_the_disk()
    {
        await using var db = database.Factory.CreateDbContext();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal("2", await PragmaAsync(db, "synchronous"));
        Assert.Equal("wal", await PragmaAsync(db, "journal_mode"));
        Assert.Equal("1", await PragmaAsync(db, "foreign_keys"));
    }

    [Fact]
    public void The_model_has_no_change_without_a_migration()
    {
        using var db = database.Factory.CreateDbContext();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static Func<CxBotDbContext, CancellationToken, Task> AddCustomer(string name) => async (db, token) =>
    {
        db.Customers.Add(new Customer { Name = name });
        await db.SaveChangesAsync(token);
    };

    private async Task<List<string?>> NamesAsync()
    {
        await using var db = database.Factory.CreateDbContext();
        return await db.Customers.Select(c => c.Name).ToListAsync();
    }

    private static async Task<string?> PragmaAsync(CxBotDbContext db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
