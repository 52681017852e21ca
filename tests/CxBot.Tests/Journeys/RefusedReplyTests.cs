using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.PersonalData;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

/// <summary>A reply that Meta refused is no answer: the customer goes on waiting until one arrives, and it is sent again once.</summary>
public sealed class RefusedReplyTests
{
    /// <summary>Taken, and refused by a report: ten ways in which Meta says no.</summary>
    private static readonly int[] Reported = [131026, 131047, 131049, 131051, 131053, 130429, 130472, 131056, 368, 132001];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_Meta_refuses_the_clock_runs_on_it_is_marked_and_sent_again_once()
    {
        await using var graph = await FakeGraph.StartAsync();
        // However slow the machine, nobody vanishes here.
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop(), new(Settings(graph)) { ["Handover:AgentGoneAfter"] = "00:00:00" });
        var (sari, id, budi) = await TakenAsync(app, graph);
        foreach (var code in Reported)
        {
            await budi.SayAsync($"gimana ini {code}");
            var waited = (await ConversationAsync(app, id)).CustomerWaitsSince;
            var reply = await sari.ReplyAsync(id, $"jawaban {code}");
            Assert.Null((await ConversationAsync(app, id)).CustomerWaitsSince);
            var sent = await graph.WaitForTextAsync($"jawaban {code}");
            // Out of order: the failure comes before "sent".
            await ReportAsync(app, sent.Id, "failed", code);
            await ReportAsync(app, sent.Id, "sent");
            await FailedAsync(app, id, reply.Sequence);
            var failed = await ConversationAsync(app, id);
            Assert.Equal((reply.Sequence, waited), (failed.FailedSequence, failed.CustomerWaitsSince));
            // So long a number waits that Meta has stopped.
            app.Time.Advance(TimeSpan.FromMinutes(1));
            var again = await RetriedAsync(app, graph, sari, reply);
            Assert.Null((await ConversationAsync(app, id)).FailedSequence);
            Assert.Equal(2, graph.Taken.Count(m => m.Text == $"jawaban {code}"));
            Assert.NotEqual(reply.Sequence, again.Sequence);
            // A late report of the first does not bring it back.
            await ReportAsync(app, sent.Id, "failed", code);
            Assert.Equal((null, null), Fact(await ConversationAsync(app, id)));
            app.Time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task What_is_refused_in_the_call_waits_too_and_a_late_delivery_makes_it_good()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Settings(graph));
        var (sari, id, _) = await TakenAsync(app, graph);
        graph.Mood = _ => (GraphMood.Refuse, 131026);
        var waited = (await ConversationAsync(app, id)).CustomerWaitsSince;
        var reply = await sari.ReplyAsync(id, "ditolak");
        await FailedAsync(app, id, reply.Sequence);
        Assert.Equal(waited, (await ConversationAsync(app, id)).CustomerWaitsSince);
        graph.Mood = _ => (GraphMood.Good, 0);
        var next = await sari.ReplyAsync(id, "yang ini sampai");
        // Until the channel has taken it, they wait as before.
        await Eventually.TrueAsync(async () => Fact(await ConversationAsync(app, id)) == (null, null), "the next to make it good");

        // Reported as failed first, and as delivered later: it had arrived.
        var sent = await graph.WaitForTextAsync("yang ini sampai");
        await ReportAsync(app, sent.Id, "failed", 131000);
        await FailedAsync(app, id, next.Sequence);
        await ReportAsync(app, sent.Id, "delivered");
        await Eventually.TrueAsync(async () => Fact(await ConversationAsync(app, id)) == (null, null), "the delivery to count");
        await Assert.ThrowsAsync<ConversationConflictException>(() =>
            app.Services.GetRequiredService<AgentReplies>().RetryAsync(id, sari.Agent, next.Sequence, Token));
    }

    [Fact]
    public async Task A_reply_of_which_a_piece_has_arrived_is_not_sent_again_whole()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Settings(graph));
        var (sari, id, _) = await TakenAsync(app, graph);
        graph.Mood = body => (((string?)body["text"]?["body"])?.StartsWith('b') == true ? GraphMood.Refuse : GraphMood.Good, 131026);
        var reply = await sari.ReplyAsync(id, new string('a', 4000) + "\n\n" + new string('b', 3000));
        await FailedAsync(app, id, reply.Sequence);
        var first = await graph.WaitForAsync(m => m.Text.StartsWith('a'), "the first piece");
        await ReportAsync(app, first.Id, "delivered");
        await FailedAsync(app, id, reply.Sequence);
        Assert.Equal(DeliveryStatus.Failed, (await MessageAsync(app, id, reply.Sequence)).Delivery);
        await Assert.ThrowsAsync<ConversationConflictException>(() =>
            app.Services.GetRequiredService<AgentReplies>().RetryAsync(id, sari.Agent, reply.Sequence, Token));
    }

    /// <summary>On PostgreSQL: waits, goes back to the queue when its agent vanishes, is sent again by the next once; and the customer's
    /// record is edited and merged.</summary>
    [Fact]
    public async Task On_PostgreSQL_a_vanished_agents_refused_reply_comes_to_another_who_sends_it_once_and_mends_the_customer()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new(Settings(graph))
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        });
        var (sari, id, _) = await TakenAsync(app, graph);
        var reply = await sari.ReplyAsync(id, "tidak sampai");
        var sent = await graph.WaitForTextAsync("tidak sampai");
        await ReportAsync(app, sent.Id, "failed", 131026);
        await FailedAsync(app, id, reply.Sequence);
        app.Time.Advance(TimeSpan.FromMinutes(3));
        await Eventually.TrueAsync(async () => (await ConversationAsync(app, id)).Status == ConversationStatus.WaitingForAgent,
            "it to go back to the queue");
        Assert.Equal(reply.Sequence, (await ConversationAsync(app, id)).FailedSequence);

        var ani = await DeskAgent.SitDownAsync(app, "Ani");
        Assert.True((await ani.TakeAsync(id)).Won);
        await RetriedAsync(app, graph, ani, reply);
        Assert.Equal((null, null), Fact(await ConversationAsync(app, id)));

        var other = new WhatsAppCustomer(app.Address, "6281298765432", name: "Budi lama");
        await other.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        var customers = await app.ReadAsync(db => db.Customers.OrderBy(c => c.Id).ToListAsync());
        var saved = await app.Services.GetRequiredService<CustomerRecords>().SaveAsync(customers[0].Id, customers[0].Version,
            new CustomerEdit("Budi", "0812 3456 7890", "BUDI@contoh.id", "id", "suka 🦓", [new CustomerAttribute("Ukuran", "L")]), ani.Agent,
            null, Token);
        Assert.Null(saved.Problem);
        Assert.Single(await app.Services.GetRequiredService<CustomerSearch>().FindAsync("0812 9876", customers[0].Id, Token),
            hit => hit.Id == customers[1].Id);
        var merging = app.Services.GetRequiredService<CustomerMerging>();
        var plan = (await merging.PlanAsync(customers[1].Id, customers[0].Id, Token))!;
        Assert.True(await merging.MergeAsync(plan, ani.Agent, null, Token));
        Assert.Equal([customers[0].Id], await app.ReadAsync(db => db.Conversations.Select(c => c.CustomerId).Distinct().ToListAsync()));
        // Each number still writes in its own conversation.
        await other.SayAsync("lacak paket lagi");
        Assert.Equal([1, 2], (await app.ReadAsync(db => db.Messages.Where(m => m.Role == MessageRole.Customer)
            .GroupBy(m => m.ConversationId).Select(all => all.Count()).ToListAsync())).Order());
        var kept = await app.ReadAsync(db => db.Customers.SingleAsync());
        Assert.Equal(("suka 🦓", "+6281234567890", "L"), (kept.Note, kept.Phone, kept.Attributes!.Single().Value));
    }

    private static Dictionary<string, string?> Settings(FakeGraph graph) =>
        new(graph.Settings) { ["Channels:WhatsApp:CustomerInterval"] = "00:00:00.1" };

    private static async Task<(DeskAgent Sari, ConversationId Id, WhatsAppCustomer Budi)> TakenAsync(CxBotApp app, FakeGraph graph)
    {
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("mau bicara dengan CS");
        await graph.WaitForQueueAsync();
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());
        await sari.TakeAsync(id);
        await graph.WaitForSentenceAsync("Taken", "Sari");
        return (sari, id, budi);
    }

    /// <summary>Sends it again, as two who press at once; exactly one more goes out.</summary>
    private static async Task<Message> RetriedAsync(CxBotApp app, FakeGraph graph, DeskAgent agent, Message refused)
    {
        var replies = app.Services.GetRequiredService<AgentReplies>();
        // Wherever the error has shut the window, the customer has written again.
        await app.Services.GetRequiredService<Writer>().RunAsync((db, token) => db.Conversations
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.RepliesUntil, app.Time.GetUtcNow().AddHours(1)), token), Token);
        var before = graph.Taken.Count(m => m.Text == refused.Text);
        var pressed = await Task.WhenAll(Enumerable.Range(0, 3)
            .Select(_ => replies.RetryAsync(refused.ConversationId, agent.Agent, refused.Sequence, Token)));
        Assert.Single(pressed.Select(message => message.Sequence).Distinct());
        await Eventually.TrueAsync(
            async () => (await MessageAsync(app, refused.ConversationId, pressed[0].Sequence)).Delivery == DeliveryStatus.Sent, "the retry");
        Assert.Equal(before + 1, graph.Taken.Count(m => m.Text == refused.Text));
        return pressed[0];
    }

    private static (long?, DateTimeOffset?) Fact(Conversation conversation) =>
        (conversation.FailedSequence, conversation.CustomerWaitsSince);

    private static async Task ReportAsync(CxBotApp app, string id, string status, int? code = null) =>
        Assert.Equal(System.Net.HttpStatusCode.OK, await WhatsAppCustomer.ReportAsync(app.Address, id, status, code: code));

    private static Task FailedAsync(CxBotApp app, ConversationId id, long sequence) => Eventually.TrueAsync(
        async () => (await ConversationAsync(app, id)).FailedSequence == sequence, "the refusal to be kept");

    private static Task<Conversation> ConversationAsync(CxBotApp app, ConversationId id) =>
        app.ReadAsync(db => db.Conversations.AsNoTracking().SingleAsync(c => c.Id == id));

    private static Task<Message> MessageAsync(CxBotApp app, ConversationId id, long sequence) =>
        app.ReadAsync(db => db.Messages.AsNoTracking().SingleAsync(m => m.ConversationId == id && m.Sequence == sequence));
}
