using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Live;
using CxBot.Web.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Handover;

/// <summary>What a queue must be after each command, beside what it is.</summary>
/// <param name="sweep">One round of the sweep.</param>
internal sealed class QueueModel(CxBotApp app, IReadOnlyList<DeskAgent> agents, TwoNodes nodes, Func<Task> sweep, string run)
{
    public static readonly TimeSpan AgentGoneAfter = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(4);
    private static readonly string[] Texts = ["lacak paket", "lupa password", "uang saya belum kembali", "voucher error"];

    private readonly List<Case> _cases = [.. Enumerable.Range(0, 4).Select(at => new Case($"{run}-{at}"))];
    private readonly Dictionary<DeskAgent, DateTimeOffset?> _diedAt = agents.ToDictionary(agent => agent, _ => (DateTimeOffset?)null);
    private DateTimeOffset? _sweptAt;
    private int _said;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task BeginAsync()
    {
        nodes.Revive();
        await SignAsync();
        foreach (var one in _cases)
            await app.Services.GetRequiredService<Intake>()
                .OpenAsync(one.Id, new("web", "visitor", one.Id.Value), null, "id", Token);
    }

    public async Task DoAsync(QueueCommand command, int which, DeskAgent agent, DeskAgent other)
    {
        var one = _cases[which];
        // Half of the acts are by who may.
        if (which % 2 == 0 && one.Owner is { } owner)
            agent = owner;
        switch (command)
        {
            case QueueCommand.Ask:
                await SayAsync(one, "mau bicara dengan CS");
                break;
            case QueueCommand.Write:
                await SayAsync(one, Texts[_said % Texts.Length]);
                break;
            case QueueCommand.AgentDies:
                _diedAt[agent] ??= app.Time.GetUtcNow();
                break;
            case QueueCommand.AgentLives:
                _diedAt[agent] = null;
                await SignAsync();
                break;
            case QueueCommand.NodeDies:
                nodes.Kill(which);
                break;
            case QueueCommand.NodeLives:
                nodes.Revive(which);
                break;
            case QueueCommand.Wait:
                for (var step = 0; step < 3; step++)
                    await WaitAsync();
                break;
            default:
                await ActAsync(command, one, agent, other);
                break;
        }
        await JudgeAsync();
    }

    private async Task ActAsync(QueueCommand command, Case one, DeskAgent agent, DeskAgent other)
    {
        var (before, isHers) = (one.State, one.Owner == agent);
        switch (command)
        {
            case QueueCommand.Claim:
                Assert.Equal(before == State.Waiting || isHers, (await agent.TakeAsync(one.Id)).Won);
                if (before == State.Waiting)
                    one.Is(State.WithAgent, agent);
                break;
            case QueueCommand.ClaimTogether:
                await ClaimTogetherAsync(one, agent, other);
                break;
            case QueueCommand.Reply:
                if (await DoneAsync(isHers, agent.ReplyAsync(one.Id, "baik")))
                    one.IsOwed = false;
                break;
            case QueueCommand.Release:
                if (await DoneAsync(isHers, agent.ReleaseAsync(one.Id)))
                    one.Is(State.Waiting, null);
                break;
            case QueueCommand.Transfer:
                if (await DoneAsync(isHers, agent.TransferAsync(one.Id, other)))
                    one.Is(State.WithAgent, other);
                break;
            case QueueCommand.Assign:
                var given = app.Services.GetRequiredService<Dispatch>().AssignAsync(one.Id, agent.Agent, other.Agent, Token);
                if (await DoneAsync(before == State.Waiting, given))
                    one.Is(State.WithAgent, other);
                break;
            case QueueCommand.ReturnToBot:
                if (await DoneAsync(isHers, agent.ReturnToBotAsync(one.Id)))
                    one.Is(State.WithBot, null);
                break;
            case QueueCommand.Resolve:
                if (await DoneAsync(isHers, agent.ResolveAsync(one.Id)))
                    one.Is(State.Resolved, null);
                break;
            default:
                var ended = app.Services.GetRequiredService<Dispatch>()
                    .ResolveAsync(one.Id, agent.Agent, HandoverOutcome.Solved, null, Token);
                if (await DoneAsync(before == State.Waiting, ended))
                    one.Is(State.Resolved, null);
                break;
        }
    }

    private static async Task ClaimTogetherAsync(Case one, DeskAgent agent, DeskAgent other)
    {
        if (one.State != State.Waiting || agent == other)
            return;
        var claims = await Task.WhenAll(Task.Run(() => agent.TakeAsync(one.Id), Token), Task.Run(() => other.TakeAsync(one.Id), Token));
        Assert.Single(claims, claim => claim.Won);
        one.Is(State.WithAgent, claims[0].Won ? agent : other);
    }

    /// <summary>What may be is done, and what may not is refused.</summary>
    private static async Task<bool> DoneAsync(bool may, Task act)
    {
        if (may)
            await act;
        else
            await Assert.ThrowsAnyAsync<ConversationConflictException>(() => act);
        return may;
    }

    private async Task SayAsync(Case one, string text)
    {
        var before = await OfBotAsync(one);
        await app.Services.GetRequiredService<Intake>().AcceptAsync(
            new InboundMessage { ConversationId = one.Id, Channel = "web", Text = text, ProviderId = $"{one.Id}/{_said++}" }, Token);
        await app.CoveredAsync(one.Id);
        if (one.State is State.Waiting or State.WithAgent)
        {
            Assert.Equal(before, await OfBotAsync(one));
            one.IsOwed = true;
            return;
        }
        if (text.StartsWith("mau bicara", StringComparison.Ordinal))
            one.Is(State.Waiting, null);
        else
            one.Is(State.WithBot, null);
    }

    private Task<int> OfBotAsync(Case one) =>
        app.ReadAsync(db => db.Messages.CountAsync(m => m.ConversationId == one.Id && m.Role == MessageRole.Bot));

    /// <summary>Desks that are open say so, nodes that live ask for the lease, and whoever has it sweeps.</summary>
    private async Task WaitAsync()
    {
        app.Time.Advance(Step);
        await SignAsync();
        if (!await nodes.AnyHasItAsync(Token))
        {
            // The other takes over in ten seconds.
            if (_sweptAt is not null)
                Assert.InRange(app.Time.GetUtcNow() - _sweptAt.Value, TimeSpan.Zero, Leases.Lasts + 2 * Step);
            return;
        }
        await sweep();
        _sweptAt = app.Time.GetUtcNow();
        await FreedAsync();
    }

    /// <summary>What a dead agent had is in the queue again once it is time, where the customer is owed a word; and nothing else
    /// is.</summary>
    private async Task FreedAsync()
    {
        foreach (var one in _cases.Where(c => c.State == State.WithAgent))
        {
            var gone = one.IsOwed && _diedAt[one.Owner!] is { } at && app.Time.GetUtcNow() - at > AgentGoneAfter + TimeSpan.FromSeconds(2);
            var freed = (await OfAsync(one)).Status == ConversationStatus.WaitingForAgent;
            Assert.False(gone && !freed, $"{one.Id} is held by a dead agent");
            if (!freed)
                continue;
            Assert.True(one.IsOwed && _diedAt[one.Owner!] is not null, $"{one.Id} was taken from an agent who is there");
            one.Is(State.Waiting, null);
        }
    }

    private async Task SignAsync()
    {
        foreach (var (agent, _) in _diedAt.Where(a => a.Value is null))
            await app.Services.GetRequiredService<AgentPresence>().SeenAsync(agent.Agent.Id, Token);
    }

    private async Task JudgeAsync()
    {
        foreach (var one in _cases)
        {
            var found = await OfAsync(one);
            Assert.Equal((one.State, one.Owner?.Agent.Id), (StateOf(found.Status), found.OwnerId));
        }
        var listed = await app.ReadAsync(db => BoardQuery.WaitingAsync(db, Token));
        Assert.Equal(_cases.Where(c => c.State == State.Waiting).Select(c => c.Id).Order(), listed.Select(row => row.Id).Order());
    }

    private Task<Conversation> OfAsync(Case one) =>
        app.ReadAsync(db => db.Conversations.AsNoTracking().SingleAsync(c => c.Id == one.Id, Token));

    private static State StateOf(ConversationStatus status) => status switch
    {
        ConversationStatus.WaitingForAgent => State.Waiting,
        ConversationStatus.WithAgent => State.WithAgent,
        ConversationStatus.Resolved => State.Resolved,
        _ => State.WithBot,
    };

    private enum State
    {
        WithBot,
        Waiting,
        WithAgent,
        Resolved,
    }

    private sealed class Case(string id)
    {
        public ConversationId Id => new(id);
        public State State { get; private set; }
        public DeskAgent? Owner { get; private set; }

        /// <summary>The customer waits for an agent's word.</summary>
        public bool IsOwed { get; set; }

        public void Is(State state, DeskAgent? owner)
        {
            (State, Owner) = (state, owner);
            IsOwed = state == State.Waiting || (state == State.WithAgent && IsOwed);
        }
    }
}
