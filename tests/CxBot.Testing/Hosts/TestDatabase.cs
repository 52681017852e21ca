using CxBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Testing;

/// <summary>A real SQLite file of a test's own, with its writer running.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cxbot-db-").FullName;

    public TestDatabase()
    {
        Factory = new CxBotDbContextFactory(Options.Create(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(_folder, "test.db")}" }), TestChannels.All);
        Writer = new Writer(Factory);
    }

    public CxBotDbContextFactory Factory { get; }
    public Writer Writer { get; }

    public async Task StartAsync()
    {
        await using var db = Factory.CreateDbContext();
        await StorageStart.MigrateAsync(db, CancellationToken.None);
        await Writer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
