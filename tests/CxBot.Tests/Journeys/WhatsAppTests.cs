using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Journeys;

/// <summary>Whole stories on WhatsApp: signed webhooks in, the Graph API out, real HTTP both ways.</summary>
public sealed class WhatsAppTests
{
    [Fact]
    public async Task Ask_clarify_by_button_hand_over_an_agent_replies_resolves_and_is_rated()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        graph.Then = async taken => await WhatsAppCustomer.ReportAsync(app.Address, taken.Id, "delivered");
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890", "ID.123456");

        await budi.SayAsync("paket refund");
        var asked = await graph.WaitForTextAsync("Maksud Anda yang mana?");
        Assert.Equal("+6281234567890", asked.To);
        Assert.InRange(asked.Options.Count, 3, 10);
        await budi.PressAsync(asked, asked.Options[0].Title);
        var answer = await graph.WaitForTextAsync("Sumber:");
        Assert.Equal(2, graph.Taken.Count);

        await budi.SayAsync("mau ngomong sama CS dong");
        var queued = await graph.WaitForTextAsync("Anda nomor 1 dalam antrean");
        Assert.Equal([("back", "Kembali ke asisten")], queued.Options);
        var conversation = await app.ReadAsync(db => db.Conversations.Include(c => c.Customer).SingleAsync());
        Assert.Equal((ConversationStatus.WaitingForAgent, "Budi"), (conversation.Status, conversation.Customer!.Name));

        Assert.True((await sari.TakeAsync(conversation.Id)).Won);
        await graph.WaitForTextAsync("Anda terhubung dengan Sari");
        await sari.NoteAsync(conversation.Id, "hati-hati");
        await sari.ReplyAsync(conversation.Id, "Halo, saya cek dulu ya *bukan tebal*");
        var reply = await graph.WaitForTextAsync("saya cek dulu");
        Assert.Equal("Halo, saya cek dulu ya *bukan tebal*", reply.Text);
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Messages.AnyAsync(m => m.Role == MessageRole.Agent && m.Delivery == DeliveryStatus.Delivered)), "the reply to be shown as delivered");

        await sari.ResolveAsync(conversation.Id);
        var resolved = await graph.WaitForTextAsync("selesai");
        Assert.Equal(5, resolved.Options.Count);
        await budi.PressAsync(resolved, "★★★★★");
        await graph.WaitForTextAsync("Terima kasih atas penilaiannya");
        var handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Equal((5, HandoverOutcome.Solved), (handover.Rating, handover.Outcome));
        Assert.DoesNotContain(graph.Taken, m => m.Text.Contains("hati-hati", StringComparison.Ordinal));
        Assert.NotEmpty(graph.Read);
        await HandoverTests.CoveredAsync(app, conversation.Id);
    }

    [Fact]
    public async Task Waiting_the_customer_goes_back_to_the_bot_by_a_button()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("mau bicara dengan CS");
        await budi.PressAsync(await graph.WaitForTextAsync("dalam antrean"), "Kembali");
        await graph.WaitForTextAsync("kembali dengan asisten");
        Assert.Equal(HandoverOutcome.CustomerWentBack, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Outcome);
    }

    [Fact]
    public async Task STOP_is_honoured_at_once_and_START_brings_messages_back()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("Berhenti!");
        await graph.WaitForTextAsync("tidak akan mengirim pesan lagi");
        await budi.SayAsync("lacak paket");
        await budi.SayAsync("stop");
        var conversation = await app.ReadAsync(db => db.Conversations.SingleAsync());
        await HandoverTests.CoveredAsync(app, conversation.Id);
        Assert.Single(graph.Calls);
        Assert.NotNull(conversation.StoppedAt);
        await budi.SayAsync("MULAI");
        await graph.WaitForTextAsync("bisa membalas pesan Anda lagi");
        await budi.SayAsync("lacak paket");
        await graph.WaitForTextAsync("Pesanan Saya");
        Assert.Equal([ConsentWish.Stop, ConsentWish.Start], await app.ReadAsync(db => db.ConsentChanges.OrderBy(c => c.Id).Select(c => c.Wish).ToListAsync()));
    }

    [Fact]
    public async Task A_customer_who_changes_number_keeps_the_conversation()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await new WhatsAppCustomer(app.Address, "628111", "ID.OLD").SayAsync("lacak paket");
        await graph.WaitForAsync(m => m.To == "+628111", "an answer to the old number");
        var before = new WhatsAppCustomer(app.Address, "628111", null);
        await before.SendAsync(before.Message("system", new JsonObject { ["type"] = "user_changed_number", ["wa_id"] = "628222", ["user_id"] = "ID.NEW", ["previous_user_id"] = "ID.OLD", ["body"] = "User changed" }));
        await new WhatsAppCustomer(app.Address, "628222", "ID.NEW").SayAsync("lupa password");
        await graph.WaitForAsync(m => m.To == "+628222", "an answer to the new number");
        Assert.Equal(1, await app.ReadAsync(db => db.Conversations.CountAsync()));

        // Somebody else gets the old number: not the same customer.
        await new WhatsAppCustomer(app.Address, "628111", "ID.STRANGER", "Rina").SayAsync("halo");
        Assert.Equal(2, await app.ReadAsync(db => db.Conversations.CountAsync()));
    }

    [Fact]
    public async Task It_runs_on_PostgreSQL_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [new JsonObject { ["name"] = "halo", ["language"] = "id", ["status"] = "APPROVED", ["category"] = "UTILITY", ["components"] = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = "Halo {{1}}" }) }];
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new(graph.Settings) { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = server.ConnectionString });
        Assert.False(await app.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
        graph.Then = async taken => await WhatsAppCustomer.ReportAsync(app.Address, taken.Id, "read", taken.Tracker);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890", "ID.1");
        await WhatsAppCustomer.ReportAsync(app.Address, "wamid.UNKNOWN", "failed", code: 131026);
        var id = await budi.SayAsync("lacak paket");
        await budi.SayAsync("lacak paket", id);
        await graph.WaitForTextAsync("Pesanan Saya");
        await budi.SendAsync(budi.Message("image", new JsonObject { ["id"] = "gone" }), budi.Message("location", new JsonObject { ["latitude"] = -6.9, ["longitude"] = 107.6 }));
        await graph.WaitForTextAsync("Lokasinya sudah saya terima");
        await budi.SayAsync("stop");
        await graph.WaitForTextAsync("tidak akan mengirim");
        await Eventually.TrueAsync(() => app.ReadAsync(async db => !await db.Outbox.AnyAsync() && !await db.MediaFetches.AnyAsync() && await db.MessageTemplates.AnyAsync()
            && await db.Messages.AllAsync(m => m.Role == MessageRole.Customer || m.Delivery == DeliveryStatus.Read)), "everything to be read");
        Assert.Equal(4, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Customer)));
        Assert.Equal(1, await app.ReadAsync(db => db.ParkedReports.CountAsync()));
    }
}
