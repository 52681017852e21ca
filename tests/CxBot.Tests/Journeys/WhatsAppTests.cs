using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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
        var asked = await graph.WaitForSentenceAsync("Clarify");
        Assert.Equal("+6281234567890", asked.To);
        Assert.InRange(asked.Options.Count, 3, 10);
        await budi.PressAsync(asked, asked.Options[0].Title);
        var answer = await graph.WaitForSentenceAsync("Source");
        Assert.Equal(2, graph.Taken.Count);

        await budi.SayAsync("mau ngomong sama CS dong");
        var queued = await graph.WaitForQueueAsync(1);
        Assert.Equal([("back", Sentences.Say("ReturnToBot"))], queued.Options);
        var conversation = await app.ReadAsync(db => db.Conversations.Include(c => c.Customer).SingleAsync());
        Assert.Equal((ConversationStatus.WaitingForAgent, "Budi"), (conversation.Status, conversation.Customer!.Name));

        Assert.True((await sari.TakeAsync(conversation.Id)).Won);
        await graph.WaitForSentenceAsync("Taken", "Sari");
        await sari.NoteAsync(conversation.Id, "hati-hati");
        await sari.ReplyAsync(conversation.Id, "Halo, saya cek dulu ya *bukan tebal*");
        var reply = await graph.WaitForTextAsync("saya cek dulu");
        Assert.Equal("Halo, saya cek dulu ya *bukan tebal*", reply.Text);
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Messages.AnyAsync(m => m.Role == MessageRole.Agent && m.Delivery == DeliveryStatus.Delivered)),
            "the reply to be shown as delivered");

        await sari.ResolveAsync(conversation.Id);
        var resolved = await graph.WaitForSentenceAsync("Resolved", "Sari");
        Assert.Equal(5, resolved.Options.Count);
        await budi.PressAsync(resolved, "★★★★★");
        await graph.WaitForSentenceAsync("RatingThanks");
        var handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Equal((5, HandoverOutcome.Solved), (handover.Rating, handover.Outcome));
        Assert.DoesNotContain(graph.Taken, m => m.Text.Contains("hati-hati", StringComparison.Ordinal));
        Assert.NotEmpty(graph.Read);
        await app.CoveredAsync(conversation.Id);
    }

    [Fact]
    public async Task Waiting_the_customer_goes_back_to_the_bot_by_a_button()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("mau bicara dengan CS");
        await budi.PressAsync(await graph.WaitForQueueAsync(), Sentences.Say("ReturnToBot"));
        await graph.WaitForSentenceAsync("CustomerWentBack");
        Assert.Equal(HandoverOutcome.CustomerWentBack, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Outcome);
    }

    [Fact]
    public async Task STOP_ends_what_we_begin_and_never_help_and_START_takes_it_back()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("Berhenti!");
        await graph.WaitForSentenceAsync("Consent_Stop");
        Assert.NotNull((await app.ReadAsync(db => db.Conversations.SingleAsync())).StoppedAt);
        await budi.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        await budi.SayAsync("mau ngomong sama CS dong");
        await graph.WaitForQueueAsync();
        var conversation = await app.ReadAsync(db => db.Conversations.SingleAsync());
        Assert.Equal(ConversationStatus.WaitingForAgent, conversation.Status);
        await sari.TakeAsync(conversation.Id);
        await sari.ReplyAsync(conversation.Id, "Halo, ada yang bisa saya bantu?");
        await graph.WaitForTextAsync("ada yang bisa saya bantu");
        await sari.ReturnToBotAsync(conversation.Id);
        await graph.WaitForSentenceAsync("BackToBot");

        await budi.SayAsync("MULAI");
        await graph.WaitForSentenceAsync("Consent_Start");
        await budi.SayAsync("stop promosi");
        await graph.WaitForSentenceAsync("Consent_Stop_Marketing");
        var ledger = await app.ReadAsync(db => db.ConsentChanges.OrderBy(c => c.Id).ToListAsync());
        Assert.Equal([(ConsentWish.Stop, ConsentPurpose.All), (ConsentWish.Start, ConsentPurpose.All),
            (ConsentWish.Stop, ConsentPurpose.Marketing)], ledger.Select(c => (c.Wish, c.Purpose)));
        Assert.All(ledger, change => Assert.Equal(ConsentSource.Message, change.Source));
        conversation = await app.ReadAsync(db => db.Conversations.SingleAsync());
        Assert.Equal((false, true), (conversation.StoppedAt.HasValue, conversation.MarketingStoppedAt.HasValue));
    }

    [Theory]
    [InlineData("MARKETING", false)]
    [InlineData("UTILITY", true)]
    public async Task After_STOP_a_template_goes_out_only_where_it_answers_what_they_asked_since(string category, bool goes)
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [FakeGraph.Template("kabar", "Halo {{1}}", category)];
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.MessageTemplates.AnyAsync()), "the template");
        var template = await app.ReadAsync(db => db.MessageTemplates.SingleAsync());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("mau bicara dengan CS");
        await graph.WaitForQueueAsync();
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());
        await sari.TakeAsync(id);
        await budi.SayAsync("stop");
        Assert.False(Consents.Allow(await app.ReadAsync(db => db.Conversations.SingleAsync()), category));
        await sari.SendTemplateAsync(id, template, "Budi");
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Messages.AnyAsync(m => m.Delivery == DeliveryStatus.Failed && m.FailureTitle == "opted-out")),
            "the template to be held back");
        await budi.SayAsync("pesanan saya gimana kak?");
        Assert.Equal(goes, Consents.Allow(await app.ReadAsync(db => db.Conversations.SingleAsync()), category));
        await sari.SendTemplateAsync(id, template, "Budi");
        if (goes)
            await graph.WaitForAsync(m => m.Type == "template", "the template");
        else
            await Eventually.TrueAsync(
                () => app.ReadAsync(async db => await db.Messages.CountAsync(m => m.FailureTitle == "opted-out") == 2),
                "the second to be held back too");
        Assert.Equal(goes ? 1 : 0, graph.Calls.Count(call => (string?)call["type"] == "template"));
    }

    [Fact]
    public async Task What_comes_too_late_for_its_window_goes_to_a_person_for_that_reason_and_nothing_is_tried()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("lacak paket", at: TimeProvider.System.GetUtcNow().AddHours(-25));
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Handovers.AnyAsync()), "the handover");
        Assert.Equal(HandoverReason.WindowShut, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Reason);
        Assert.Empty(await app.ReadAsync(db => db.Outbox.ToListAsync()));
        Assert.All(await app.ReadAsync(db => db.Messages.Where(m => m.Role != MessageRole.Customer).ToListAsync()),
            m => Assert.Equal((DeliveryStatus.Failed, ReplyWindow.Shut), (m.Delivery, m.FailureTitle)));
        Assert.Empty(graph.Calls);
    }

    [Fact]
    public async Task Who_corrects_the_last_question_is_answered_anew_and_nobody_reads_an_answer_twice()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        var first = await budi.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        await budi.EditAsync(first, "lacak paket dong");
        await budi.EditAsync(first, "lupa password");
        await graph.WaitForAnswerAsync("password-reset");
        var messages = await app.ReadAsync(
            db => db.Messages.Where(m => m.Role == MessageRole.Customer).OrderBy(m => m.Sequence).ToListAsync());
        Assert.Equal(["lacak paket", "lacak paket dong", "lupa password"], messages.Select(m => m.Text));
        Assert.Equal([null, messages[0].Sequence, messages[0].Sequence], messages.Select(m => m.Content.Replaces));
        Assert.Single(graph.Taken, m => m.Text.Contains("Pesanan Saya", StringComparison.Ordinal));

        // Further up it is a line for agents, and no question.
        await budi.SayAsync("makasih ya");
        await graph.WaitForSentenceAsync("Thanks");
        var before = graph.Calls.Count;
        await budi.EditAsync(first, "voucher error");
        var last = await app.ReadAsync(db => db.Messages.OrderByDescending(m => m.Sequence).FirstAsync());
        Assert.Equal((MessageKind.Event, "whatsapp/edited"), (last.Kind, (last.Content as MessageContent.Report)?.Name));
        await app.CoveredAsync(last.ConversationId);
        Assert.Equal(before, graph.Calls.Count);
    }

    [Fact]
    public async Task A_call_is_never_marked_as_read_as_if_it_were_a_message()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.CallAsync("wacid.1", "connect");
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());
        app.Services.GetRequiredService<Typing>().Report(id, TypingSide.Team, "Sari");
        var said = await budi.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        await Eventually.TrueAsync(() => Task.FromResult(!graph.Read.IsEmpty), "the message to be marked as read");
        Assert.Equal([said], graph.Read.Distinct());
    }

    [Fact]
    public async Task A_customer_who_changes_number_keeps_the_conversation()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await new WhatsAppCustomer(app.Address, "628111", "ID.OLD").SayAsync("lacak paket");
        await graph.WaitForAsync(m => m.To == "+628111", "an answer to the old number");
        var before = new WhatsAppCustomer(app.Address, "628111", null);
        await before.SendAsync(
            before.Message("system",
                new JsonObject
                {
                    ["type"] = "user_changed_number",
                    ["wa_id"] = "628222",
                    ["user_id"] = "ID.NEW",
                    ["previous_user_id"] = "ID.OLD",
                    ["body"] = "User changed",
                }));
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
        graph.Templates = [FakeGraph.Template("halo", "Halo {{1}}")];
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new(graph.Settings) { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = server.ConnectionString });
        Assert.False(await app.ReadAsync(db => Task.FromResult(db.Database.HasPendingModelChanges())));
        graph.Then = async taken => await WhatsAppCustomer.ReportAsync(app.Address, taken.Id, "read", taken.Tracker);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890", "ID.1");
        await WhatsAppCustomer.ReportAsync(app.Address, "wamid.UNKNOWN", "failed", code: 131026);
        var id = await budi.SayAsync("lacak paket");
        await budi.SayAsync("lacak paket", id);
        await graph.WaitForAnswerAsync("track-order");
        await budi.SendAsync(budi.Message("image", new JsonObject { ["id"] = "gone" }),
            budi.Message("location", new JsonObject { ["latitude"] = -6.9, ["longitude"] = 107.6 }));
        await graph.WaitForSentenceAsync("Unread_Location");
        await budi.SayAsync("stop");
        await graph.WaitForSentenceAsync("Consent_Stop");
        await Eventually.TrueAsync(
            () => app.ReadAsync(
                async db => !await db.Outbox.AnyAsync() && !await db.MediaFetches.AnyAsync() && await db.MessageTemplates.AnyAsync()
            && await db.Messages.AllAsync(m => m.Role == MessageRole.Customer || m.Delivery == DeliveryStatus.Read)),
            "everything to be read");
        Assert.Equal(4, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Customer)));
        Assert.Equal(1, await app.ReadAsync(db => db.ParkedReports.CountAsync()));
    }
}
