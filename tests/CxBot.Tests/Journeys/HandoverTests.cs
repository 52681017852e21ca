using System.Text.Json;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

public sealed class HandoverTests
{
    [Fact]
    public async Task A_customer_who_asks_for_a_person_is_queued_told_taken_answered_resolved_and_asked_for_a_rating()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await StartAsync(app);
        await customer.EventAsync("cxbot/context", new { title = "Teko Leher Angsa", address = "http://shop.test/teko", product = "Teko" });
        await customer.SayAsync("pesanan INV-2231 saya rusak, gimana nih");
        await customer.SayAsync("mau ngomong sama CS dong");

        var queued = await customer.WaitForQueueAsync(1);
        Assert.Equal("system", SaidBy(queued));
        Assert.Equal(("waiting", 1),
            (HandoverOf(queued).GetProperty("state").GetString(), HandoverOf(queued).GetProperty("position").GetInt32()));

        var handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Equal(HandoverReason.CustomerAsked, handover.Reason);
        Assert.Contains("pesanan INV-2231 saya rusak, gimana nih", handover.Brief.Wants);
        Assert.Contains("INV-2231", handover.Brief.OrderNumbers);
        Assert.Equal(("Teko Leher Angsa", "id", true), (handover.Brief.PageTitle, handover.Brief.Language, handover.Brief.Slang));

        await customer.SayAsync("hp saya 0812-3456-7890 ya");
        await Eventually.TrueAsync(
            async () => (await app.ReadAsync(db => db.Handovers.SingleAsync())).Brief.PhoneNumbers is ["081234567890"],
            "what was said while waiting joins the brief");

        Assert.True((await sari.TakeAsync(customer.ConversationId)).Won);
        await customer.WaitForSentenceAsync("Taken", "Sari");
        await sari.NoteAsync(customer.ConversationId, "pelanggan lama, hati-hati");
        await sari.ReplyAsync(customer.ConversationId, "Halo, saya Sari. Saya cek dulu ya.");
        var reply = await customer.WaitForTextAsync("Saya cek dulu ya");
        Assert.Equal(("agent", "Sari"), (SaidBy(reply), reply.GetProperty("from").GetProperty("name").GetString()));

        await sari.ResolveAsync(customer.ConversationId);
        var resolved = await customer.WaitForAsync(
            a => Ours(a).ValueKind == JsonValueKind.Object && Ours(a).TryGetProperty("rating", out _), "the rating");
        await customer.EventAsync("cxbot/rating",
            new { handover = Ours(resolved).GetProperty("rating").GetProperty("handover").GetInt64(), score = 5, comment = "cepat" });
        await customer.WaitForSentenceAsync("RatingThanks");

        handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Equal((5, "cepat", HandoverOutcome.Solved), (handover.Rating, handover.RatingComment, handover.Outcome));
        Assert.NotNull(handover.FirstReplyAt);
        Assert.DoesNotContain(customer.Heard, a => a.GetRawText().Contains("hati-hati", StringComparison.Ordinal));
        Assert.DoesNotContain(customer.Heard, a => a.GetRawText().Contains("handoff.initiate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_who_types_is_seen_typing_although_the_customer_writes()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await StartAsync(app);
        await customer.AskForPersonAsync();
        await sari.TakeAsync(customer.ConversationId);
        await customer.WaitForSentenceAsync("Taken", "Sari");
        var typing = app.Services.GetRequiredService<Typing>();
        typing.Report(customer.ConversationId, TypingSide.Team, "Sari");
        await customer.SayAsync("halo kak?");
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.Conversations.AllAsync(c => c.CoveredSequence == c.LastCustomerSequence)),
            "the message is covered");
        Assert.Equal("Sari", typing.Current(customer.ConversationId, TypingSide.Team));
    }

    [Fact]
    public async Task Given_back_to_the_bot_the_bot_answers_again()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await StartAsync(app);
        await customer.AskForPersonAsync();
        await sari.TakeAsync(customer.ConversationId);
        await sari.ReturnToBotAsync(customer.ConversationId);
        await customer.WaitForSentenceAsync("BackToBot");
        await customer.SayAsync("lupa password");
        await customer.WaitForAnswerAsync("password-reset");
    }

    [Fact]
    public async Task Writing_after_resolved_begins_a_new_case_with_the_bot_and_no_loop_of_handovers()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await StartAsync(app);
        await customer.AskForPersonAsync();
        await sari.TakeAsync(customer.ConversationId);
        await sari.ResolveAsync(customer.ConversationId);
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        var conversation = await app.ReadAsync(db => db.Conversations.SingleAsync());
        Assert.Equal((ConversationStatus.WithBot, 2), (conversation.Status, conversation.Case));
        Assert.Equal(1, await app.ReadAsync(db => db.Handovers.CountAsync()));
    }

    [Fact]
    public async Task A_customer_who_waits_may_go_back_to_the_bot()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await StartAsync(app);
        await customer.AskForPersonAsync();
        await customer.EventAsync("cxbot/return-to-bot", new { });
        await customer.WaitForSentenceAsync("CustomerWentBack");
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        Assert.Equal(HandoverOutcome.CustomerWentBack, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Outcome);
    }

    [Fact]
    public async Task An_article_that_needs_a_person_says_its_text_and_hands_over()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop()
            .Add("wholesale", "Bagaimana memesan grosir?", "Pesanan grosir disiapkan oleh tim kami.", "always",
                ["mau pesan grosir", "beli dalam jumlah banyak", "harga partai besar", "pesan seratus buah", "grosir untuk toko"]));
        await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await StartAsync(app);
        await customer.SayAsync("mau pesan grosir");
        await customer.WaitForAnswerAsync("wholesale");
        await customer.WaitForSentenceAsync("HandOver_Article");
        await customer.WaitForQueueAsync();
        Assert.Equal(HandoverReason.Article, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Reason);
    }

    [Fact]
    public async Task While_an_agent_has_it_the_bot_is_silent_and_every_message_is_covered_by_one_turn()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await StartAsync(app);
        await customer.AskForPersonAsync();
        await sari.TakeAsync(customer.ConversationId);
        var before = await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Bot));
        for (var i = 0; i < 1000; i++)
            await customer.SayAsync($"lacak paket {i}");
        await app.CoveredAsync(customer.ConversationId);
        Assert.Equal(before, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Bot)));
    }

    [Fact]
    public async Task Two_agents_who_take_a_hundred_conversations_at_once_never_both_win()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        var customers = new List<DirectLineCustomer>();
        for (var i = 0; i < 100; i++)
            customers.Add(await StartAsync(app));
        await Task.WhenAll(customers.Select(customer => customer.AskForPersonAsync()));

        foreach (var customer in customers)
        {
            var both = await Task.WhenAll(
                Task.Run(() => sari.TakeAsync(customer.ConversationId)), Task.Run(() => budi.TakeAsync(customer.ConversationId)));
            Assert.Equal(1, both.Count(claimed => claimed.Won));
            Assert.Equal(both[0].By, both[1].By);
            Assert.NotNull(both[0].By);
        }
        foreach (var customer in customers)
            await customer.DisposeAsync();
    }

    [Fact]
    public async Task A_loser_cannot_reply_and_nothing_of_it_reaches_the_customer()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        await using var customer = await StartAsync(app);
        await customer.AskForPersonAsync();
        await sari.TakeAsync(customer.ConversationId);
        await Assert.ThrowsAsync<ConversationConflictException>(() => budi.ReplyAsync(customer.ConversationId, "halo dari Budi"));
        Assert.False(await app.ReadAsync(db => db.Messages.AnyAsync(m => m.Text.Contains("Budi"))));
    }

    [Fact]
    public async Task An_agent_whose_desk_is_gone_loses_it_to_the_queue_where_the_customer_keeps_their_wait_and_is_told_once()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = await DeskAgent.SitDownAsync(app, "Budi");
        await using var other = await StartAsync(app);
        await other.AskForPersonAsync();
        await using var customer = await StartAsync(app);
        await customer.AskForPersonAsync();
        await sari.TakeAsync(customer.ConversationId);
        await customer.SayAsync("halo, masih di sana?");
        app.Time.Advance(TimeSpan.FromMinutes(3));
        await budi.StaysAsync();

        var told = await customer.WaitForSentenceAsync("AgentVanished", "Sari");
        Assert.Equal(("waiting", 2),
            (HandoverOf(told).GetProperty("state").GetString(), HandoverOf(told).GetProperty("position").GetInt32()));
        Assert.True((await budi.TakeAsync(customer.ConversationId)).Won);
        await customer.WaitForSentenceAsync("Taken", "Budi");
        Assert.Single(customer.Replies, r => Sentences.Holds(Text(r), "AgentVanished"));
    }
}
