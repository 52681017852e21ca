using CxBot.Tests.Testing;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Agents;

/// <summary>Every act reads who acts in its own transaction: what an open desk still believes counts for nothing.</summary>
public sealed class ActingAgentsTests : IAsyncLifetime
{
    private readonly AgentServicesFixture _services = new();
    private Agent _sari = null!;
    private Agent _budi = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HandoverQueue Queue => _services.Services.GetRequiredService<HandoverQueue>();
    private AgentReplies Replies => _services.Services.GetRequiredService<AgentReplies>();

    public async ValueTask InitializeAsync()
    {
        await _services.MigratedAsync();
        await _services.Services.GetRequiredService<Writer>().StartAsync(Token);
        _sari = (await _services.Accounts.CreateAsync(
            AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
        _budi = (await _services.Accounts.CreateAsync(
            AuditActor.CommandLine, "budi@example.test", "Budi", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
        await _services.GiveAsync(new("mine"), _sari);
        await _services.GiveAsync(new("waiting"), _sari);
        await Queue.ReleaseAsync(new("waiting"), _sari, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.Services.GetRequiredService<Writer>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    [Theory]
    [InlineData("take")]
    [InlineData("reply")]
    [InlineData("template")]
    [InlineData("note")]
    [InlineData("release")]
    [InlineData("transfer")]
    [InlineData("return")]
    [InlineData("resolve")]
    [InlineData("block")]
    public async Task A_disabled_agent_does_nothing_more_from_a_desk_that_is_still_open(string act)
    {
        await ChangeAsync(
            db => db.Users.Where(a => a.Id == _sari.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true), Token));
        var before = await StateAsync();
        await Assert.ThrowsAsync<AgentShutOutException>(() => ActAsync(act));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task What_a_disabled_agent_sees_marks_nothing_as_seen()
    {
        await ChangeAsync(
            db => db.Users.Where(a => a.Id == _sari.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true), Token));
        await Replies.SeenAsync(new("mine"), _sari, 7, Token);
        Assert.Equal(0, await ReadAsync(
            db => db.Conversations.Where(c => c.Id == new ConversationId("mine")).Select(c => c.AgentSeenSequence).SingleAsync(Token)));
    }

    [Fact]
    public async Task What_a_colleague_sees_marks_nothing_as_seen()
    {
        await Replies.SeenAsync(new("mine"), _budi, 7, Token);
        Assert.Equal(0, await ReadAsync(
            db => db.Conversations.Where(c => c.Id == new ConversationId("mine")).Select(c => c.AgentSeenSequence).SingleAsync(Token)));
        await Replies.SeenAsync(new("mine"), _sari, 7, Token);
        Assert.Equal(7, await ReadAsync(
            db => db.Conversations.Where(c => c.Id == new ConversationId("mine")).Select(c => c.AgentSeenSequence).SingleAsync(Token)));
    }

    [Fact]
    public async Task A_disabled_agent_gives_no_sign_of_life()
    {
        await ChangeAsync(
            db => db.Users.Where(a => a.Id == _sari.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true), Token));
        var presence = _services.Services.GetRequiredService<AgentPresence>();
        await presence.SeenAsync(_sari.Id, Token);
        await presence.SetAwayAsync(_sari.Id, true, Token);
        var stored = await ReadAsync(db => db.Users.SingleAsync(a => a.Id == _sari.Id, Token));
        Assert.Equal((null, false), (stored.LastSeenAt, stored.Away));
    }

    [Fact]
    public async Task Who_is_no_administrator_any_more_moves_nobodys_conversation()
    {
        await Assert.ThrowsAsync<AgentShutOutException>(() => Queue.TransferAsync(new("mine"), _budi, _budi, asAdministrator: true, Token));
        await Assert.ThrowsAsync<AgentShutOutException>(() => Queue.BlockAsync(new("mine"), _budi, true, null, Token));
        Assert.Equal(_sari.Id,
            await ReadAsync(db => db.Conversations.Where(c => c.Id == new ConversationId("mine")).Select(c => c.OwnerId)
                .SingleAsync(Token)));

        await _services.Accounts.SetRoleAsync(AuditActor.CommandLine, _budi.Id, AgentRoles.Administrator, Token);
        await Queue.TransferAsync(new("mine"), _budi, _budi, asAdministrator: true, Token);
        Assert.Equal(_budi.Id,
            await ReadAsync(db => db.Conversations.Where(c => c.Id == new ConversationId("mine")).Select(c => c.OwnerId)
                .SingleAsync(Token)));
    }

    [Fact]
    public async Task Nothing_is_given_to_an_agent_who_was_disabled_meanwhile()
    {
        await _services.Accounts.DisableAsync(AuditActor.CommandLine, _budi.Id, Token);
        await Assert.ThrowsAsync<AgentShutOutException>(() =>
            Queue.TransferAsync(new("mine"), _sari, _budi, asAdministrator: false, Token));
    }

    [Fact]
    public async Task Disabling_an_agent_gives_back_what_they_had()
    {
        await _services.Accounts.DisableAsync(AuditActor.CommandLine, _sari.Id, Token);
        Assert.Equal(ConversationStatus.WaitingForAgent,
            await ReadAsync(db => db.Conversations.Where(c => c.Id == new ConversationId("mine")).Select(c => c.Status)
                .SingleAsync(Token)));
    }

    private Task ActAsync(string act) => act switch
    {
        "take" => Queue.TryClaimAsync(new("waiting"), _sari, Token),
        "reply" => Replies.ReplyAsync(new("mine"), _sari, "halo", null, Token),
        "template" => Replies.SendTemplateAsync(new("mine"), _sari,
            new MessageTemplate
            {
                Channel = "whatsapp",
                Name = "t",
                Language = "id",
                Body = "halo",
                Status = "APPROVED",
                Category = "UTILITY",
            }, [], [], Token),
        "note" => Replies.NoteAsync(new("mine"), _sari, "catatan", Token),
        "release" => Queue.ReleaseAsync(new("mine"), _sari, Token),
        "transfer" => Queue.TransferAsync(new("mine"), _sari, _budi, asAdministrator: false, Token),
        "return" => Queue.ReturnToBotAsync(new("mine"), _sari, Token),
        "resolve" => Queue.ResolveAsync(new("mine"), _sari, HandoverOutcome.Solved, null, Token),
        "block" => Queue.BlockAsync(new("waiting"), _sari, true, null, Token),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private Task<string> StateAsync() => ReadAsync(async db => string.Join(
        '|',
        (await db.Conversations.Include(c => c.Customer).OrderBy(c => c.Id).ToListAsync(Token)).Select(
            c => $"{c.Id} {c.Status} {c.OwnerId} {c.LastSequence} {c.Customer!.Blocked}")));

    private async Task<T> ReadAsync<T>(Func<CxBotDbContext, Task<T>> read)
    {
        await using var db = _services.Db();
        return await read(db);
    }

    private async Task ChangeAsync(Func<CxBotDbContext, Task> change)
    {
        await using var db = _services.Db();
        await change(db);
    }
}
