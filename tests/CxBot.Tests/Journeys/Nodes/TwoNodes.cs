using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Storage.Nodes;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Journeys.Nodes;

/// <summary>Two nodes, started together on an empty PostgreSQL, for all tests of a class.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private PostgresServer? _database;
    private RedisServer? _redis;
    private FakeGraph? _graph;
    private CxBotApp? _a;
    private CxBotApp? _b;

    public PostgresServer Database => _database!;
    public RedisServer Redis => _redis!;
    public FakeGraph Graph => _graph!;
    public CxBotApp A => _a!;
    public CxBotApp B => _b!;

    /// <summary>What puts a process on this database, with these others.</summary>
    public Dictionary<string, string?> Settings => new(Graph.Settings)
    {
        ["Storage:Provider"] = "Postgres",
        ["Storage:ConnectionString"] = Database.ConnectionString,
        ["Cluster:Redis"] = Redis.ConnectionString,
    };

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresServer.StartAsync();
        _redis = await RedisServer.StartAsync();
        _graph = await FakeGraph.StartAsync();
        var apps = await Task.WhenAll(Task.Run(() => CxBotApp.StartAsync(KnowledgeFiles.Shop(), Settings)),
            Task.Run(() => CxBotApp.StartAsync(KnowledgeFiles.Shop(), Settings)));
        (_a, _b) = (apps[0], apps[1]);
        await Eventually.TrueAsync(() => Task.FromResult(apps.All(app => app.Services.GetRequiredService<LiveNodes>().Count == 2)),
            "the nodes to see each other", seconds: 30);
    }

    /// <summary>Says something in the database's log and tells no node of it, as where a nudge is lost.</summary>
    public async Task SayWithoutNudgeAsync(ConversationId conversationId, string text)
    {
        var contexts = new CxBotDbContextFactory(Options.Create(new StorageOptions
        {
            Provider = StorageProvider.Postgres,
            ConnectionString = Database.ConnectionString,
        }), TestChannels.All);
        await using var db = contexts.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var conversation = await db.Conversations.SingleAsync(c => c.Id == conversationId, TestContext.Current.CancellationToken);
        await MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Bot, text), TimeProvider.System.GetUtcNow(),
            TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { _a, _b, _graph, _redis, _database })
        {
            if (part is not null)
                await part.DisposeAsync();
        }
    }
}
