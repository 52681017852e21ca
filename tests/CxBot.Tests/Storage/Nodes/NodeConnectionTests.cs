using CxBot.Storage;
using CxBot.Storage.Nodes;
using CxBot.Tests.Testing;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Storage.Nodes;

/// <summary>Who may run on a PostgreSQL: one alone, or several of a cluster, never both.</summary>
public sealed class NodeConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_process_alone_shuts_out_every_other_until_it_ends()
    {
        await using var server = await PostgresServer.StartAsync();
        await using (await TakeAsync(server, redis: null))
        {
            var refused = await Task.WhenAll(Assert.ThrowsAsync<StorageException>(() => TakeAsync(server, redis: null)),
                Assert.ThrowsAsync<StorageException>(() => TakeAsync(server, redis: "x")));
            Assert.Contains($"process {Environment.ProcessId}", refused[0].Message);
            Assert.Contains("set Cluster:Redis for all of them", refused[0].Message);
            Assert.Contains("give it the same Cluster:Redis", refused[1].Message);
        }
        // However it ended, the next one waits for nothing.
        await using var next = await TakeAsync(server, redis: "x");
        await using var beside = await TakeAsync(server, redis: "x");
        await Assert.ThrowsAsync<StorageException>(() => TakeAsync(server, redis: null));
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_made_anew_and_what_was_said_meanwhile_is_known_to_be_missed()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var node = await TakeAsync(server, redis: "x");
        var heard = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var returned = 0;
        node.Connection.Heard += heard.Enqueue;
        node.Connection.Returned += () => Interlocked.Increment(ref returned);
        await node.Connection.StartAsync(Token);
        await RunAsync(server, "SELECT pg_notify('cxbot', 'one')");
        await Eventually.TrueAsync(() => Task.FromResult(heard.Contains("one")), "the first news");

        await RunAsync(server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'CxBot process%'");
        await Eventually.TrueAsync(() => Task.FromResult(returned == 1), "the connection to be there again", seconds: 10);
        await RunAsync(server, "SELECT pg_notify('cxbot', 'two')");
        await Eventually.TrueAsync(() => Task.FromResult(heard.Contains("two")), "the second news");
        Assert.False(node.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    private static async Task<Taken> TakeAsync(PostgresServer server, string? redis)
    {
        var contexts = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString }),
            TestChannels.All);
        var taken = new Taken(contexts, redis);
        await taken.Connection.TakeAsync(Token);
        return taken;
    }

    private static async Task RunAsync(PostgresServer server, string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private sealed class Taken(CxBotDbContextFactory contexts, string? redis) : IAsyncDisposable
    {
        public ApplicationLifetime Lifetime { get; } = new(NullLogger<ApplicationLifetime>.Instance);

        public NodeConnection Connection => field ??= new NodeConnection(contexts, Options.Create(new NodesOptions { Redis = redis }),
            Lifetime, TimeProvider.System, NullLogger<NodeConnection>.Instance);

        public async ValueTask DisposeAsync()
        {
            await Connection.StopAsync(CancellationToken.None);
            Connection.Dispose();
        }
    }
}
