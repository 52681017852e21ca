using System.Data.Common;
using CxBot.Customers;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CxBot.Tests.Storage;

public sealed class WriterTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public async ValueTask InitializeAsync() => await _database.StartAsync();

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task What_a_command_returns_is_committed_when_it_returns()
    {
        await _database.Writer.RunAsync(AddCustomer("a"), TestContext.Current.CancellationToken);
        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task Nobody_is_told_before_the_commit()
    {
        var token = TestContext.Current.CancellationToken;
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? told = null;
        var wasTold = new List<bool>();
        using var writer = new Writer(new WatchedCommits(_database.Factory.File!, () => wasTold.Add(told!.IsCompleted)));
        await writer.StartAsync(token);
        told = writer.RunAsync(async (db, t) =>
        {
            await begun.Task;
            await AddCustomer("a")(db, t);
        }, token);
        begun.SetResult();
        await told;
        Assert.Equal([false], wasTold);
        await writer.StopAsync(token);
    }

    [Fact]
    public async Task A_failing_command_takes_none_of_its_neighbours_with_it()
    {
        var token = TestContext.Current.CancellationToken;
        var tasks = Enumerable.Range(0, 50).Select(i => _database.Writer.RunAsync(async (db, t) =>
        {
            db.Customers.Add(new Customer { Name = $"n{i}" });
            await db.SaveChangesAsync(t);
            if (i % 5 == 0)
                throw new InvalidOperationException("no");
        }, token)).ToList();
        foreach (var (task, i) in tasks.Select((task, i) => (task, i)))
        {
            if (i % 5 == 0)
                await Assert.ThrowsAsync<InvalidOperationException>(() => task);
            else
                await task;
        }
        Assert.Equal(40, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task A_caller_who_left_before_its_turn_is_not_written_for()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _database.Writer.RunAsync(AddCustomer("a"), gone.Token));
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task What_was_queued_before_the_stop_is_still_written()
    {
        var token = TestContext.Current.CancellationToken;
        var tasks = Enumerable.Range(0, 100).Select(i => _database.Writer.RunAsync(AddCustomer($"n{i}"), token)).ToList();
        await _database.Writer.StopAsync(token);
        await Task.WhenAll(tasks);
        Assert.Equal(100, (await NamesAsync()).Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _database.Writer.RunAsync(AddCustomer("late"), token));
    }

    [Fact]
    public async Task What_ends_the_whole_batch_is_one_failure_of_the_storage_and_the_next_batch_is_written()
    {
        var token = TestContext.Current.CancellationToken;
        // As a full disk or a cut connection does it: the transaction is over in the middle of a command.
        var cut = await Record.ExceptionAsync(
            () => _database.Writer.RunAsync((db, t) => db.Database.ExecuteSqlRawAsync("ROLLBACK", t), token));
        Assert.IsType<StorageException>(cut);
        await _database.Writer.RunAsync(AddCustomer("next"), token);
        Assert.Equal(["next"], await NamesAsync());
    }

    [Fact]
    public async Task Whatever_happens_the_writer_lives_on()
    {
        var token = TestContext.Current.CancellationToken;
        using var writer = new Writer(new OddOnce(_database.Factory));
        await writer.StartAsync(token);
        var odd = await Assert.ThrowsAsync<StorageException>(() => writer.RunAsync(AddCustomer("lost"), token));
        Assert.IsType<NotSupportedException>(odd.InnerException);
        await writer.RunAsync(AddCustomer("kept"), token);
        Assert.Equal(["kept"], await NamesAsync());
        await writer.StopAsync(token);
    }

    [Fact]
    public async Task A_key_that_is_taken_is_no_failure_of_the_storage()
    {
        var token = TestContext.Current.CancellationToken;
        Func<CxBotDbContext, CancellationToken, Task> add = async (db, t) =>
        {
            db.Leases.Add(new Lease { Name = "a", Owner = "b" });
            await db.SaveChangesAsync(t);
        };
        await _database.Writer.RunAsync(add, token);
        await Assert.ThrowsAsync<DbUpdateException>(() => _database.Writer.RunAsync(add, token));
    }

    [Fact]
    public async Task A_locked_database_is_refused_within_two_seconds_whoever_waits()
    {
        var token = TestContext.Current.CancellationToken;
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_database.Factory.File};Pooling=False");
        await other.OpenAsync(token);
        await using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        await hold.ExecuteNonQueryAsync(token);
        var began = System.Diagnostics.Stopwatch.StartNew();
        var refused = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(_ => Record.ExceptionAsync(() => _database.Writer.RunAsync(AddCustomer("a"), token)).AsTask()));
        Assert.All(refused, failure => Assert.Equal(StorageFault.Locked, Assert.IsType<StorageException>(failure).Fault));
        // Two seconds are SQLite's; the rest is a busy machine's.
        Assert.InRange(began.Elapsed.TotalSeconds, 1, 6);
        hold.CommandText = "ROLLBACK";
        await hold.ExecuteNonQueryAsync(token);
        await _database.Writer.RunAsync(AddCustomer("b"), token);
    }

    [Fact]
    public async Task Every_connection_commits_to_the_disk()
    {
        await using var db = _database.Factory.CreateDbContext();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal("2", await PragmaAsync(db, "synchronous"));
        Assert.Equal("wal", await PragmaAsync(db, "journal_mode"));
        Assert.Equal("1", await PragmaAsync(db, "foreign_keys"));
    }

    [Fact]
    public void The_model_has_no_change_without_a_migration()
    {
        using var db = _database.Factory.CreateDbContext();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static Func<CxBotDbContext, CancellationToken, Task> AddCustomer(string name) => async (db, token) =>
    {
        db.Customers.Add(new Customer { Name = name });
        await db.SaveChangesAsync(token);
    };

    private async Task<List<string?>> NamesAsync()
    {
        await using var db = _database.Factory.CreateDbContext();
        return await db.Customers.Select(c => c.Name).ToListAsync();
    }

    private static async Task<string?> PragmaAsync(CxBotDbContext db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA " + name;
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    /// <summary>Fails once in a way that nobody thought of.</summary>
    private sealed class WatchedCommits(string file, Action committing) : IDbContextFactory<CxBotDbContext>
    {
        private readonly DbContextOptions<SqliteDbContext> _options = new DbContextOptionsBuilder<SqliteDbContext>()
            .UseSqlite($"Data Source={file}").AddInterceptors(new BeforeCommit(committing)).Options;

        public CxBotDbContext CreateDbContext() => new SqliteDbContext(_options) { Channels = TestChannels.All };
    }

    private sealed class BeforeCommit(Action committing) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction,
            TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            committing();
            return ValueTask.FromResult(result);
        }
    }

    private sealed class OddOnce(CxBotDbContextFactory inner) : IDbContextFactory<CxBotDbContext>
    {
        private bool _failed;

        public CxBotDbContext CreateDbContext()
        {
            if (_failed)
                return inner.CreateDbContext();
            _failed = true;
            throw new NotSupportedException("odd");
        }
    }
}
