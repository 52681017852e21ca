using CxBot.Conversations.Cases;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Operations.Network;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Handover;

public sealed class HandoverShareTests
{
    private static readonly Dictionary<string, string?> Limited = new()
    {
        ["RateLimits:Enabled"] = "true",
        ["Handover:OpenPerAddress"] = "3",
    };

    [Fact]
    public async Task One_address_queues_so_many_and_the_next_is_answered_kindly()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Limited);
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var customers = new List<DirectLineCustomer>();
        for (var i = 0; i < 3; i++)
        {
            customers.Add(await DirectLineCustomer.StartAsync(app));
            await customers[i].SayAsync("mau ngomong sama CS dong");
            await customers[i].WaitForQueueAsync();
        }

        await using var fourth = await DirectLineCustomer.StartAsync(app);
        await fourth.SayAsync("mau ngomong sama CS dong");
        await fourth.WaitForSentenceAsync("HandOver_HeldBack");
        Assert.DoesNotContain(fourth.Replies, r => Sentences.Holds(DirectLineCustomer.Text(r), "HandOver_CustomerAsked"));
        Assert.Equal(3, await app.ReadAsync(db => db.Handovers.CountAsync()));
        var held = await app.ReadAsync(db => db.Conversations.SingleAsync(c => c.Id == fourth.ConversationId));
        Assert.Equal((ConversationStatus.WithBot, null), (held.Status, held.HandoverId));
        Assert.Equal(TurnOutcome.HeldBack,
            await app.ReadAsync(db => db.Turns.Where(t => t.ConversationId == fourth.ConversationId).Select(t => t.Outcome).SingleAsync()));
        // The bot goes on answering.
        await fourth.SayAsync("refund saya kok belum masuk ya?");
        await fourth.WaitForAnswerAsync("refund-timing");

        // Of the address a hash is kept, and nothing that tells it.
        Assert.DoesNotContain("127.0.0.1", held.AddressHash, StringComparison.Ordinal);
        Assert.Single(await app.ReadAsync(db => db.Conversations.Select(c => c.AddressHash).Distinct().ToListAsync()));

        // One is done, and there is a place again.
        await sari.TakeAsync(customers[0].ConversationId);
        await sari.ResolveAsync(customers[0].ConversationId);
        await fourth.SayAsync("mau ngomong sama CS dong");
        await fourth.WaitForQueueAsync();
        foreach (var customer in customers)
            await customer.DisposeAsync();
    }

    [Fact]
    public async Task All_of_an_address_are_resolved_together_and_a_colleagues_stays()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new(Limited) { ["Handover:OpenPerAddress"] = "60" });
        var (sari, budi) = (await DeskAgent.SitDownAsync(app, "Sari"), await DeskAgent.SitDownAsync(app, "Budi"));
        var customers = new List<DirectLineCustomer>();
        for (var i = 0; i < 4; i++)
        {
            customers.Add(await DirectLineCustomer.StartAsync(app));
            await customers[i].SayAsync("mau ngomong sama CS dong");
            await customers[i].WaitForQueueAsync();
        }
        await sari.TakeAsync(customers[0].ConversationId);
        await budi.TakeAsync(customers[1].ConversationId);

        var clearing = app.Services.GetRequiredService<AddressClearing>();
        var actor = AuditActor.Of(sari.Agent, "10.0.0.7");
        Assert.Equal(3, await clearing.ResolveAsync(customers[3].ConversationId, sari.Agent, actor, TestContext.Current.CancellationToken));
        foreach (var i in new[] { 0, 2, 3 })
            await customers[i].WaitForSentenceAsync("Resolved", "Sari");
        Assert.Equal([ConversationStatus.Resolved, ConversationStatus.WithAgent, ConversationStatus.Resolved, ConversationStatus.Resolved],
            await Task.WhenAll(
                customers.Select(
                    customer => app.ReadAsync(
                        db => db.Conversations.Where(c => c.Id == customer.ConversationId).Select(c => c.Status).SingleAsync()))));
        Assert.Equal(3, await app.ReadAsync(
            db => db.Handovers.CountAsync(h => h.Outcome == HandoverOutcome.Spam && h.AgentId == sari.Agent.Id && h.EndedAt != null)));
        var entry = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Act == AuditActs.QueueCleared));
        Assert.Equal((sari.Agent.Id, "10.0.0.7", "3"), (entry.ActorId, entry.Address, entry.Details!["conversations"]));

        await app.Services.GetRequiredService<CxBot.Storage.Writer>()
            .RunAsync((db, token) => db.Users.Where(a => a.Id == sari.Agent.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Disabled, true), token), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<AgentShutOutException>(
            () => clearing.ResolveAsync(customers[1].ConversationId, sari.Agent, actor, TestContext.Current.CancellationToken));
        foreach (var customer in customers)
            await customer.DisposeAsync();
    }

    [Theory]
    [InlineData("here", false, true)]
    [InlineData("here", true, false)]
    [InlineData("elsewhere", false, false)]
    [InlineData(null, false, false)]
    public async Task Another_address_no_address_and_whom_the_shop_knows_are_not_limited(string? address, bool known, bool usedUp)
    {
        await using var database = new TestDatabase();
        await database.StartAsync();
        var share = new HandoverShare(Microsoft.Extensions.Options.Options.Create(new HandoverOptions { OpenPerAddress = 1 }));
        var answer = await database.Writer.RunAsync(async (db, token) =>
        {
            var customer = new Customer();
            if (known)
                customer.Identities.Add(
                    new CustomerIdentity { Channel = WebChannel.Key, Kind = CustomerAddress.SubjectKind, Value = "customer-7" });
            var waiting =
                new Conversation { Id = new("waiting"), Channel = WebChannel.Key, Customer = new Customer(), AddressHash = "here" };
            var asking = new Conversation { Id = new("asking"), Channel = WebChannel.Key, Customer = customer, AddressHash = address };
            db.AddRange(waiting, asking);
            await db.SaveChangesAsync(token);
            waiting.HandOver(new BegunHandover(1, HandoverReason.CustomerAsked, null), 1, DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync(token);
            return await share.IsUsedUpAsync(db, asking, token);
        }, TestContext.Current.CancellationToken);
        Assert.Equal(usedUp, answer);
    }
}
