using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Desk.Searching;

/// <summary>The same conversations in a SQLite file and on a PostgreSQL server whose locale knows ASCII alone.</summary>
public sealed class SearchedDatabases : IAsyncLifetime
{
    private readonly TestDatabase _sqlite = new();
    private PostgresServer? _server;
    private Writer? _writer;
    private CxBotDbContextFactory? _postgres;

    public CxBotDbContextFactory Sqlite => _sqlite.Factory;

    public async ValueTask InitializeAsync()
    {
        await _sqlite.StartAsync();
        await SearchedConversations.SeedAsync(_sqlite.Writer);
        await SearchIndex.CatchUpAsync(_sqlite.Factory, _sqlite.Writer);
    }

    public async Task<CxBotDbContextFactory> PostgresAsync()
    {
        if (_postgres is not null)
            return _postgres;
        _server = await PostgresServer.StartAsync();
        var factory = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = _server.ConnectionString }),
            TestChannels.All);
        await using (var db = factory.CreateDbContext())
            await StorageStart.MigrateAsync(db, TestContext.Current.CancellationToken);
        _writer = new Writer(factory);
        await _writer.StartAsync(CancellationToken.None);
        await SearchedConversations.SeedAsync(_writer);
        await SearchIndex.CatchUpAsync(factory, _writer);
        return _postgres = factory;
    }

    public async ValueTask DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        if (_writer is not null)
            await _writer.StopAsync(CancellationToken.None);
        _writer?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
