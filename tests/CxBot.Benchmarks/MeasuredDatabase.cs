using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Benchmarks;

/// <summary>A SQLite file of a benchmark's own, which goes with it, or a PostgreSQL database that it was told of.</summary>
internal sealed class MeasuredDatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cxbot-benchmark-").FullName;
    private readonly string? _connection;

    private MeasuredDatabase(string? connection)
    {
        _connection = connection;
        Contexts = new CxBotDbContextFactory(Options.Create(new StorageOptions
        {
            Provider = connection is null ? StorageProvider.Sqlite : StorageProvider.Postgres,
            ConnectionString = connection ?? $"Data Source={File}",
        }), ChannelRegistry.None);
    }

    public CxBotDbContextFactory Contexts { get; }

    private string File => Path.Combine(_folder, "cxbot.db");

    /// <param name="connection">Of a PostgreSQL database that is empty, or from an earlier run; null for SQLite.</param>
    public static async Task<MeasuredDatabase> StartAsync(string? connection)
    {
        var database = new MeasuredDatabase(connection);
        await using var db = database.Contexts.CreateDbContext();
        if (connection is null)
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        await db.Database.MigrateAsync();
        return database;
    }

    /// <summary>Lets the database look at what it holds.</summary>
    public async Task AnalyzeAsync()
    {
        await using var db = Contexts.CreateDbContext();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.ExecuteSqlRawAsync(_connection is null ? "ANALYZE" : "VACUUM ANALYZE");
    }

    /// <summary>Says how large the file is; of a server nothing.</summary>
    public async Task SaySizeAsync(TextWriter output)
    {
        if (_connection is null)
            await output.WriteLineAsync(FormattableString.Invariant($"file {new FileInfo(File).Length / 1048576.0:0} MB"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
