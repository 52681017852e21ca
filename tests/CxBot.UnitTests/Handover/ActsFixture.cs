using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Handover.Unasked;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Handover;

/// <summary>Agents and conversations for trying acts on, over a database of a test's own.</summary>
public sealed class ActsFixture : IAsyncDisposable
{
    private readonly AgentServicesFixture _services = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HandoverQueue Queue => Get<HandoverQueue>();
    public OwnInitiative Initiative => Get<OwnInitiative>();
    public UndoneActs Undone => Get<UndoneActs>();
    public FollowUps FollowUps => Get<FollowUps>();
    public ComingBack ComingBack => Get<ComingBack>();
    public Agent Sari { get; private set; } = null!;
    public Agent Budi { get; private set; } = null!;
    public Agent Dewi { get; private set; } = null!;

    /// <summary>Sari and Budi are agents, Dewi is an administrator; nobody is at the desk.</summary>
    public static async Task<ActsFixture> StartAsync()
    {
        var fixture = new ActsFixture();
        await fixture._services.MigratedAsync();
        await fixture.Get<Writer>().StartAsync(Token);
        fixture.Sari = await fixture.HireAsync("Sari", AgentRoles.Agent);
        fixture.Budi = await fixture.HireAsync("Budi", AgentRoles.Agent);
        fixture.Dewi = await fixture.HireAsync("Dewi", AgentRoles.Administrator);
        return fixture;
    }

    public T Get<T>() where T : notnull => _services.Services.GetRequiredService<T>();

    /// <summary>A conversation that Sari has.</summary>
    public Task GiveAsync(string id) => _services.GiveAsync(new(id), Sari);

    public Task IsHereAsync(Agent agent) => Get<AgentPresence>().SeenAsync(agent.Id, Token);

    public async Task<T> ReadAsync<T>(Func<CxBotDbContext, Task<T>> read)
    {
        await using var db = _services.Db();
        return await read(db);
    }

    public Task<Conversation> OfAsync(string id) =>
        ReadAsync(db => db.Conversations.SingleAsync(c => c.Id == new ConversationId(id), Token));

    public Task<FollowUp> FollowUpAsync(string id) =>
        ReadAsync(db => db.FollowUps.Where(f => f.ConversationId == new ConversationId(id)).OrderByDescending(f => f.Id).FirstAsync(Token));

    /// <summary>The open handover, or the last.</summary>
    public Task<HandoverRequest> HandoverAsync(string id) =>
        ReadAsync(db => db.Handovers.Where(h => h.ConversationId == new ConversationId(id)).OrderByDescending(h => h.Id).FirstAsync(Token));

    public Task<List<string>> SaidAsync(string id) => ReadAsync(db =>
        db.Messages.Where(m => m.ConversationId == new ConversationId(id) && m.Role == MessageRole.System).OrderBy(m => m.Sequence)
            .Select(m => m.Text)
            .ToListAsync(Token));

    /// <summary>The customer writes, and no turn has covered it yet.</summary>
    public Task WritesAsync(string id, string text = "halo") => Get<Writer>().RunAsync((db, token) => MessageLog.AppendInboundAsync(db,
        new InboundMessage { ConversationId = new(id), Channel = "web", Text = text }, TimeProvider.System.GetUtcNow(), token), Token);

    /// <summary>As if so much time had passed for what is put off.</summary>
    public Task PassesAsync(TimeSpan time) => Get<Writer>().RunAsync(async (db, token) =>
    {
        foreach (var followUp in await db.FollowUps.AsNoTracking().Where(f => f.DueAt != null && f.EndedAt == null).ToListAsync(token))
        {
            var due = followUp.DueAt - time;
            await db.FollowUps.Where(f => f.Id == followUp.Id).ExecuteUpdateAsync(set => set.SetProperty(f => f.DueAt, due), token);
        }
        foreach (var handover in await db.Handovers.AsNoTracking().Where(h => h.EndedAt != null).ToListAsync(token))
        {
            var ended = handover.EndedAt - time;
            await db.Handovers.Where(h => h.Id == handover.Id).ExecuteUpdateAsync(set => set.SetProperty(h => h.EndedAt, ended), token);
        }
    }, Token);

    /// <summary>One round of the sweep.</summary>
    /// <returns>How many there were to look at.</returns>
    public async Task<int> SweepAsync()
    {
        var due = await ReadAsync(db => ComingBack.DueAsync(db, 100, Token));
        foreach (var one in due)
            await ComingBack.BringBackAsync(one, Token);
        return due.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await Get<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private async Task<Agent> HireAsync(string name, string role) => (await _services.Accounts.CreateAsync(
        AuditActor.CommandLine, $"{name}@example.test", name, role, "kuda baterai benar", Token)).Agent!;
}
