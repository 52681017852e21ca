using CxBot.Tests.Testing;
using CxBot.Accounts;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage.Sqlite;
using CxBot.Storage;
using CxBot.Turns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Agents;

/// <summary>Every act reads who acts in its own transaction: what an open desk still believes counts for nothing.</summary>
public sealed class ActingAgentsTests : IAsyncLifetime
{
    private readonly AgentServicesFixture services = new();
    private Agent sari = null!;
    private Agent budi = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HandoverQueue Queue => services.Services.GetRequiredService<HandoverQueue>();
    private AgentReplies Replies => services.Services.GetRequiredService<AgentReplies>();

    public async ValueTask InitializeAsync()
    {
        await services.MigratedAsync();
        await services.Services.GetRequiredService<Writer>().StartAsync(Token);
        sari = (await services.Accounts.CreateAsync(AuditActor.CommandLine, "sari@example.test", "Sari", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
        budi = (await services.Accounts.CreateAsync(AuditActor.CommandLine, "budi@example.test", "Budi", AgentRoles.Agent, "kuda baterai benar", Token)).Agent!;
        await services.GiveAsync("mine", sari);
        await services.GiveAsync("waiting", sari);
        await Queue.ReleaseAsync("waiting", sari, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await services.Services.GetRequiredService<Writer>().StopAsync(CancellationToken.None);
        await services.DisposeAsync();
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
        await ChangeAsync(db => db.Users.Where(a => a.Id == sari.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true), Token));
        var before = await StateAsync();
        await Assert.ThrowsAsync<AgentShutOutException>(() => ActAsync(act));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task What_a_disabled_agent_sees_marks_nothing_as_seen()
    {
        await ChangeAsync(db => db.Users.Where(a => a.Id == sari.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true), Token));
        await Replies.SeenAsync("mine", sari, 7, Token);
        Assert.Equal(0, await ReadAsync(db => db.Conversations.Where(c => c.Id == "mine").Select(c => c.AgentSeenSequence).SingleAsync(Token)));
    }

    [Fact]
    public async Task What_a_colleague_sees_marks_nothing_as_seen()
    {
        await Replies.SeenAsync("mine", budi, 7, Token);
        Assert.Equal(0, await ReadAsync(db => db.Conversations.Where(c => c.Id == "mine").Select(c => c.AgentSeenSequence).SingleAsync(Token)));
        await Replies.SeenAsync("mine", sari, 7, Token);
        Assert.Equal(7, await ReadAsync(db => db.Conversations.Where(c => c.Id == "mine").Select(c => c.AgentSeenSequence).SingleAsync(Token)));
    }

    [Fact]
    public async Task A_disabled_agent_gives_no_sign_of_life()
    {
        await ChangeAsync(db => db.Users.Where(a => a.Id == sari.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true), Token));
        var presence = services.Services.GetRequiredService<AgentPresence>();
        await presence.SeenAsync(sari.Id, Token);
        await presence.SetAwayAsync(sari.Id, true, Token);
        var stored = await ReadAsync(db => db.Users.SingleAsync(a => a.Id == sari.Id, Token));
        Assert.Equal((null, false), (stored.LastSeenAt, stored.Away));
    }

    [Fact]
    public async Task Who_is_no_administrator_any_more_moves_nobodys_conversation()
    {
        await Assert.ThrowsAsync<AgentShutOutException>(() => Queue.TransferAsync("mine", budi, budi, asAdministrator: true, Token));
        await Assert.ThrowsAsync<AgentShutOutException>(() => Queue.BlockAsync("mine", budi, true, null, Token));
        Assert.Equal(sari.Id, await ReadAsync(db => db.Conversations.Where(c => c.Id == "mine").Select(c => c.OwnerId).SingleAsync(Token)));

        await services.Accounts.SetRoleAsync(AuditActor.CommandLine, budi.Id, AgentRoles.Administrator, Token);
        await Queue.TransferAsync("mine", budi, budi, asAdministrator: true, Token);
        Assert.Equal(budi.Id, await ReadAsync(db => db.Conversations.Where(c => c.Id == "mine").Select(c => c.OwnerId).SingleAsync(Token)));
    }

    [Fact]
    public async Task Nothing_is_given_to_an_agent_who_was_disabled_meanwhile()
    {
        await services.Accounts.DisableAsync(AuditActor.CommandLine, budi.Id, Token);
        await Assert.ThrowsAsync<AgentShutOutException>(() => Queue.TransferAsync("mine", sari, budi, asAdministrator: false, Token));
    }

    [Fact]
    public async Task Disabling_an_agent_gives_back_what_they_had()
    {
        await services.Accounts.DisableAsync(AuditActor.CommandLine, sari.Id, Token);
        Assert.Equal(ConversationStatus.WaitingForAgent, await ReadAsync(db => db.Conversations.Where(c => c.Id == "mine").Select(c => c.Status).SingleAsync(Token)));
    }

    private Task ActAsync(string act) => act switch
    {
        "take" => Queue.TryClaimAsync("waiting", sari, Token),
        "reply" => Replies.ReplyAsync("mine", sari, "halo", null, Token),
        "template" => Replies.SendTemplateAsync("mine", sari, new MessageTemplate { Channel = "whatsapp", Name = "t", Language = "id", Body = "halo", Status = "APPROVED", Category = "UTILITY" }, [], [], Token),
        "note" => Replies.NoteAsync("mine", sari, "catatan", Token),
        "release" => Queue.ReleaseAsync("mine", sari, Token),
        "transfer" => Queue.TransferAsync("mine", sari, budi, asAdministrator: false, Token),
        "return" => Queue.ReturnToBotAsync("mine", sari, Token),
        "resolve" => Queue.ResolveAsync("mine", sari, HandoverOutcome.Solved, null, Token),
        "block" => Queue.BlockAsync("waiting", sari, true, null, Token),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    private Task<string> StateAsync() => ReadAsync(async db => string.Join(
        '|',
        (await db.Conversations.Include(c => c.Customer).OrderBy(c => c.Id).ToListAsync(Token)).Select(c => $"{c.Id} {c.Status} {c.OwnerId} {c.LastSequence} {c.Customer!.Blocked}")));

    private async Task<T> ReadAsync<T>(Func<CxBotDbContext, Task<T>> read)
    {
        await using var db = services.Db();
        return await read(db);
    }

    private async Task ChangeAsync(Func<CxBotDbContext, Task> change)
    {
        await using var db = services.Db();
        await change(db);
    }
}
