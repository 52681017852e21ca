using CxBot.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CxBot.Tests.Testing;

/// <summary>
/// One server for all tests of a run where <c>CXBOT_TEST_DATABASE=Postgres</c> asks for it, and a database in it for each: the whole suite
/// holds on either. What is about SQLite's file alone is skipped then.
/// </summary>
public static class PostgresForAll
{
    private const string Template = "cxbot_template";

    private static readonly Lazy<PostgresServer> Server = new(Start);

    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("CXBOT_TEST_DATABASE") == nameof(StorageProvider.Postgres);

    /// <summary>Skips a test that is about the file.</summary>
    public static void NeedsSqlite()
    {
        if (IsAsked)
            Assert.Skip("This is about SQLite's file.");
    }

    internal static string ConnectionString(string folder) =>
        new NpgsqlConnectionStringBuilder(Server.Value.ConnectionString) { Database = NameOf(folder), MaxPoolSize = 40 }.ConnectionString;

    /// <summary>Makes a folder's database where there is none yet.</summary>
    internal static void Prepare(string folder)
    {
        if (Run($"SELECT 1 FROM pg_database WHERE datname = '{NameOf(folder)}'") is null)
            Run($"CREATE DATABASE \"{NameOf(folder)}\" TEMPLATE {Template} STRATEGY file_copy");
    }

    internal static void Drop(string folder)
    {
        NpgsqlConnection.ClearAllPools();
        Run($"DROP DATABASE IF EXISTS \"{NameOf(folder)}\" WITH (FORCE)");
    }

    private static string NameOf(string folder) => Path.GetFileName(folder).ToLowerInvariant();

    private static object? Run(string sql)
    {
        using var connection = new NpgsqlConnection(Server.Value.ConnectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static PostgresServer Start()
    {
        var server = PostgresServer.StartAsync(options: "-c max_connections=400 -c fsync=off").GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var template = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Template, Pooling = false };
        var options = new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = template.ConnectionString };
        using var db = new CxBotDbContextFactory(Options.Create(options), TestChannels.All).CreateDbContext();
        StorageStart.MigrateAsync(db, CancellationToken.None).GetAwaiter().GetResult();
        return server;
    }
}
