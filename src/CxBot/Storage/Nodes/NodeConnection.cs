using CxBot.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CxBot.Storage.Nodes;

/// <summary>
/// This process's own connection to PostgreSQL. It holds the right to run on this database: alone, or beside others of the same cluster.
/// What other nodes say arrives on it.
/// </summary>
/// <remarks>
/// The right is a session's lock: the server takes it back however the process ends. A connection that is lost is made anew; only where
/// another process has taken the database meanwhile, this one stops.
/// </remarks>
public sealed partial class NodeConnection(CxBotDbContextFactory contexts, IOptions<NodesOptions> nodes, IHostApplicationLifetime lifetime,
    TimeProvider time, ILogger<NodeConnection> logger) : BackgroundService
{
    /// <summary>Any number, the same in every process, and not that of <see cref="SchemaUpdate"/>.</summary>
    private const long Key = 0x4378426f75;

    /// <summary>The server takes a moment to see that a process has just ended.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(2);

    /// <summary>Longer than the server takes to see that a connection is dead: until then our own old one may hold the lock.</summary>
    private static readonly TimeSpan ReturnPatience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(250);

    private NpgsqlConnection? _connection;

    /// <summary>The channel of what nodes say to each other.</summary>
    public const string Channel = "cxbot";

    /// <summary>Another node, or this one, has said something. Raised on no particular thread.</summary>
    public event Action<string>? Heard;

    /// <summary>The connection is there again: what was said meanwhile was missed.</summary>
    public event Action? Returned;

    /// <summary>Takes the right to run on this database. SQLite has a lock of its own (<see cref="Sqlite.StorageLock"/>).</summary>
    /// <exception cref="StorageException">Another process has it.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (contexts.Node is null)
            return;
        if (await TryConnectAsync(StartPatience, cancellationToken) is { } holder)
            throw new StorageException(StorageFault.Locked, $"Another CxBot ({holder}) has {contexts.Place} open. "
                + (nodes.Value.AreSeveral
                    ? "It has it for itself, because it runs without Cluster:Redis: stop it, or give it the same Cluster:Redis."
                    : "Without Cluster:Redis a database is for one process: stop that one first, or set Cluster:Redis for all of them."));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_connection is { } connection && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await connection.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost) when (lost is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                Lost(logger, lost.Message);
                await ReturnAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await CloseAsync();
    }

    private async Task ReturnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await CloseAsync();
                if (await TryConnectAsync(ReturnPatience, cancellationToken) is { } holder)
                {
                    TakenByAnother(logger, contexts.Place, holder);
                    Environment.ExitCode = 1;
                    lifetime.StopApplication();
                    return;
                }
                IsBack(logger);
                Returned?.Invoke();
                return;
            }
            catch (Exception away) when (away is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    /// <returns>Null where the lock is ours now; otherwise who has it.</returns>
    private async Task<string?> TryConnectAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(Settings());
        try
        {
            await connection.OpenAsync(cancellationToken);
            // A machine that loses its power says no goodbye: the server asks it, and takes the lock back after eleven seconds.
            await RunAsync(connection, "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3",
                cancellationToken);
            var began = time.GetTimestamp();
            while (!await TryLockAsync(connection, cancellationToken))
            {
                if (time.GetElapsedTime(began) >= patience)
                    return await HolderAsync(connection, cancellationToken);
                await Task.Delay(AskAgain, time, cancellationToken);
            }
            if (nodes.Value.AreSeveral)
            {
                connection.Notification += (_, said) => Heard?.Invoke(said.Payload);
                await RunAsync(connection, $"LISTEN {Channel}", cancellationToken);
            }
            (_connection, connection) = (connection, null);
            return null;
        }
        finally
        {
            if (connection is not null)
                await connection.DisposeAsync();
        }
    }

    private string Settings() => new NpgsqlConnectionStringBuilder(contexts.ConnectionString)
    {
        Pooling = false,
        // Seen within seconds where the server, or the way to it, is gone without a word.
        KeepAlive = 5,
        Timeout = 5,
        CommandTimeout = 5,
        ApplicationName = $"CxBot process {Environment.ProcessId} on {Environment.MachineName}",
    }.ConnectionString;

    private async Task<bool> TryLockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var take = new NpgsqlCommand(
            nodes.Value.AreSeveral ? "SELECT pg_try_advisory_lock_shared($1)" : "SELECT pg_try_advisory_lock($1)", connection);
        take.Parameters.Add(new() { Value = Key });
        return await take.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Who has the lock, for a person.</summary>
    private static async Task<string> HolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var ask = new NpgsqlCommand("""
            SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ($1 >> 32)::oid AND l.objid = ($1 & 4294967295)::oid
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            LIMIT 1
            """, connection);
        ask.Parameters.Add(new() { Value = Key });
        return await ask.ExecuteScalarAsync(cancellationToken) is string { Length: > 0 } name
            ? name.Replace("CxBot ", "", StringComparison.Ordinal) : "another process";
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
            await connection.DisposeAsync();
    }

    [LoggerMessage(1, LogLevel.Warning, "This node's own connection to the database is lost ({Cause}); it is made anew")]
    private static partial void Lost(ILogger logger, string cause);

    [LoggerMessage(2, LogLevel.Information, "This node's own connection to the database is there again")]
    private static partial void IsBack(ILogger logger);

    [LoggerMessage(3, LogLevel.Critical, "While the connection was lost another CxBot ({Holder}) took {Place}; this one stops")]
    private static partial void TakenByAnother(ILogger logger, string place, string holder);
}
