using CxBot.Accounts;
using CxBot.Agents;
using CxBot.ApiKeys;
using CxBot.Audit;
using CxBot.Canned;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Labels;
using CxBot.Language;
using CxBot.PersonalData;
using CxBot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Testing;

/// <summary>The services that the command line has: storage, handover and accounts over a SQLite file of a test's own, and no host
/// started.</summary>
public sealed class AgentServicesFixture : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private readonly ServiceProvider _provider;

    private readonly bool _onPostgres;

    /// <param name="server">An empty PostgreSQL server to be on instead of a SQLite file.</param>
    /// <param name="time">The clock of everything; null for the real one.</param>
    public AgentServicesFixture(PostgresServer? server = null, TimeProvider? time = null)
    {
        _onPostgres = server is not null;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = _onPostgres ? "Postgres" : $"{_folder.Storage.Provider}",
            ["Storage:ConnectionString"] = server?.ConnectionString ?? _folder.Storage.ConnectionString,
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<IConfiguration>(configuration);
        services.AddStorage(configuration);
        services.AddAudit();
        services.AddApiKeys();
        services.AddDelivery();
        services.AddLabels();
        services.AddCannedReplies();
        services.AddHandover();
        services.AddSingleton<CustomerRecords>();
        services.AddSingleton<CustomerMerging>();
        services.AddSingleton<CustomerSearch>();
        services.AddDataProtection();
        services.AddAgents().AddDefaultTokenProviders();
        // What makes a password dear to guess would be most of the tests' time.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        _provider = services.BuildServiceProvider();
    }

    public IServiceProvider Services => _provider;
    public AgentAccounts Accounts => _provider.GetRequiredService<AgentAccounts>();

    public async Task<AgentServicesFixture> MigratedAsync()
    {
        if (!_onPostgres)
        {
            _folder.Prepare();
            return this;
        }
        await using var db = Db();
        await StorageStart.MigrateAsync(db, TestContext.Current.CancellationToken);
        return this;
    }

    public CxBotDbContext Db() => _provider.GetRequiredService<IDbContextFactory<CxBotDbContext>>().CreateDbContext();

    /// <summary>Takes every conversation away.</summary>
    public async Task EmptyAsync()
    {
        await using var db = Db();
        await db.Conversations.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A conversation that this agent has.</summary>
    public async Task GiveAsync(ConversationId conversationId, Agent agent)
    {
        await using var db = Db();
        var now = _provider.GetRequiredService<TimeProvider>().GetUtcNow();
        var conversation = new Conversation
        {
            Id = conversationId,
            Channel = "web",
            Customer = new Customer { CreatedAt = now },
            CreatedAt = now,
            LastMessageAt = now,
        };
        var handover = new HandoverRequest
        {
            ConversationId = conversationId,
            Reason = HandoverReason.CustomerAsked,
            Brief = new HandoverBrief([], [], [], Mood.Calm, "id", false, [], [], [], null, null, null),
            RequestedAt = now,
            QueuedAt = now,
        };
        db.AddRange(conversation, handover);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        conversation.HandOver(handover.Begun, 1, handover.RequestedAt);
        conversation.Take(agent.Id, now);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Dispose();
    }
}
