using CxBot.Storage;
using Microsoft.Extensions.Options;

namespace CxBot.Chaos;

internal enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>The database of a run, and where its apps keep files.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly bool _isMine;
    private CxBotDbContextFactory? _contexts;

    private Store(StoreKind kind, string folder, PostgresServer? server, bool isMine) =>
        (Kind, Folder, Server, _isMine) = (kind, folder, server, isMine);

    public StoreKind Kind { get; }

    /// <summary>Files of the apps: knowledge, media, and the database where it is a file.</summary>
    public string Folder { get; }

    /// <summary>Null on SQLite.</summary>
    public PostgresServer? Server { get; }

    public string Database => Path.Combine(Folder, "cxbot.db");

    /// <param name="folder">One that is there already; null for a new one.</param>
    /// <param name="network">The network namespace that PostgreSQL is in, and its address there; null for this machine's own.</param>
    public static async Task<Store> MakeAsync(StoreKind kind, string? folder = null, (string Name, string Address)? network = null) =>
        new(kind, folder ?? Directory.CreateTempSubdirectory("cxbot-chaos-").FullName,
            kind == StoreKind.Postgres ? await PostgresServer.StartAsync(network) : null, folder is null);

    public Dictionary<string, string?> Settings() => new()
    {
        ["Storage:Provider"] = Kind.ToString(),
        ["Storage:ConnectionString"] = Server?.ConnectionString ?? $"Data Source={Database}",
        ["Media:Folder"] = Path.Combine(Folder, "media"),
        ["Knowledge:Folder"] = Path.Combine(Folder, "knowledge"),
        ["Knowledge:Encoder"] = "None",
        ["RateLimits:Enabled"] = "false",
        ["Logging:LogLevel:Default"] = "Warning",
    };

    public CxBotDbContext Open()
    {
        _contexts ??= new CxBotDbContextFactory(Options.Create(new StorageOptions
        {
            Provider = Kind == StoreKind.Sqlite ? StorageProvider.Sqlite : StorageProvider.Postgres,
            ConnectionString = Server?.ConnectionString ?? $"Data Source={Database};Pooling=False",
        }), TestChannels.All);
        return _contexts.CreateDbContext();
    }

    public async ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Server is not null)
            await Server.DisposeAsync();
        if (_isMine && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
