using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Journeys;

/// <summary>Somebody of the shop answers on the shop's own phone, beside us: one owner at a time there too.</summary>
public sealed class ShopPhoneTests : IAsyncLifetime
{
    private FakeGraph _graph = null!;
    private CxBotApp _app = null!;
    private WhatsAppCustomer _budi = null!;

    public async ValueTask InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), _graph.Settings);
        _budi = new WhatsAppCustomer(_app.Address, "6281234567890", "ID.1");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Fact]
    public async Task While_the_phone_has_it_the_bot_is_silent_and_nothing_is_shown_as_read()
    {
        await _budi.SayAsync("lacak paket");
        await _graph.WaitForAnswerAsync("track-order");
        var read = _graph.Read.Count;
        var id = await _budi.EchoAsync("Saya bantu ya");
        await _budi.EchoAsync("Saya bantu ya", id);
        await _budi.SayAsync("ok berapa lama refund?");
        var conversation = await ConversationAsync();
        await _app.CoveredAsync(conversation.Id);
        Assert.Equal((ConversationStatus.WithAgent, Conversation.ShopPhone), (conversation.Status, conversation.OwnerId));
        Assert.Equal((1, read), (_graph.Calls.Count, _graph.Read.Count));
        var said = Assert.Single(await _app.ReadAsync(db => db.Messages.Where(m => m.Role == MessageRole.Agent).ToListAsync()));
        Assert.Equal(("Saya bantu ya", Conversation.ShopPhone, id, DeliveryStatus.Sent),
            (said.Text, said.AgentId, said.ProviderId, said.Delivery));
        var handover = await _app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Equal((HandoverReason.ShopPhone, true), (handover.Reason, handover.FirstReplyAt.HasValue));
        Assert.Contains("ok berapa lama refund?", handover.Brief.Wants);
        await WhatsAppCustomer.ReportAsync(_app.Address, id, "read");
        Assert.Equal(DeliveryStatus.Read, (await _app.ReadAsync(db => db.Messages.SingleAsync(m => m.ProviderId == id))).Delivery);
    }

    [Fact]
    public async Task What_we_sent_ourselves_does_not_come_back_and_what_is_changed_there_is_kept_as_that()
    {
        await _budi.SayAsync("lacak paket");
        var ours = await _graph.WaitForAnswerAsync("track-order");
        await Eventually.TrueAsync(
            () => _app.ReadAsync(db => db.DeliveryParts.AnyAsync(p => p.ProviderId == ours.Id)), "our id to be known");
        await _budi.EchoAsync(ours.Text, ours.Id);
        Assert.Equal(ConversationStatus.WithBot, (await ConversationAsync()).Status);
        var id = await _budi.EchoAsync("Bsok kami kirim");
        await _budi.EchoAsync("edit",
            new JsonObject
            {
                ["original_message_id"] = id,
                ["message"] = new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["body"] = "Besok kami kirim" } },
            });
        await _budi.EchoAsync("revoke", new JsonObject { ["original_message_id"] = id });
        var theirs = await _app.ReadAsync(
            db => db.Messages.Where(m => m.AgentId == Conversation.ShopPhone).OrderBy(m => m.Sequence).ToListAsync());
        Assert.Equal([null, "whatsapp/edited", "whatsapp/deleted"], theirs.Select(m => (m.Content as MessageContent.Report)?.Name));
        Assert.All(theirs, m => Assert.Equal(MessageRole.Agent, m.Role));
    }

    [Fact]
    public async Task A_customer_who_never_wrote_gets_a_conversation_and_no_window()
    {
        await _budi.EchoAsync("Paket Anda sudah dikirim");
        var conversation = await ConversationAsync();
        Assert.Equal(Conversation.ShopPhone, conversation.OwnerId);
        Assert.False(ReplyWindow.OfBot(WhatsAppChannel.Traits, conversation, _app.Time.GetUtcNow()).IsOpen);
        await _budi.SayAsync("terima kasih");
        Assert.Equal(1, await _app.ReadAsync(db => db.Conversations.CountAsync()));
        Assert.True(ReplyWindow.OfBot(WhatsAppChannel.Traits, await ConversationAsync(), _app.Time.GetUtcNow()).IsOpen);
    }

    [Fact]
    public async Task An_agent_takes_it_over_and_the_phone_takes_nothing_from_an_agent()
    {
        var sari = await DeskAgent.SitDownAsync(_app, "Sari");
        await _budi.EchoAsync("Halo, ini dari toko");
        await _budi.SayAsync("pesanan saya mana?");
        var id = (await ConversationAsync()).Id;
        Assert.True((await sari.TakeAsync(id)).Won);
        await _graph.WaitForSentenceAsync("Taken", "Sari");
        await _budi.EchoAsync("Saya juga di sini");
        Assert.Equal(sari.Agent.Id, (await ConversationAsync()).OwnerId);
        await sari.ReplyAsync(id, "Saya cek, ya.");
        await _graph.WaitForTextAsync("Saya cek");
        await sari.ResolveAsync(id);
        Assert.Equal(ConversationStatus.Resolved, (await ConversationAsync()).Status);
    }

    [Fact]
    public async Task Who_waits_in_the_queue_is_taken_by_the_phone_and_any_agent_may_end_it()
    {
        var sari = await DeskAgent.SitDownAsync(_app, "Sari");
        await _budi.SayAsync("mau bicara dengan CS");
        await _graph.WaitForQueueAsync();
        await _budi.EchoAsync("Halo, saya bantu dari sini");
        var conversation = await ConversationAsync();
        Assert.Equal((ConversationStatus.WithAgent, Conversation.ShopPhone, null),
            (conversation.Status, conversation.OwnerId, conversation.CustomerWaitsSince));
        Assert.Equal(1, await _app.ReadAsync(db => db.Handovers.CountAsync()));
        await sari.ReturnToBotAsync(conversation.Id);
        await _budi.SayAsync("lupa password");
        await _graph.WaitForAnswerAsync("password-reset");
    }

    [Fact]
    public async Task Twelve_hours_of_silence_give_it_back_to_the_bot_or_to_the_queue_where_somebody_waits()
    {
        var rina = new WhatsAppCustomer(_app.Address, "6285700000001", "ID.2", "Rina");
        await _budi.EchoAsync("Sudah dikirim ya");
        await rina.EchoAsync("Halo Rina");
        await rina.SayAsync("kapan sampai?");
        await Eventually.TrueAsync(
            () => _app.ReadAsync(async db => await db.Conversations.AllAsync(c => c.LastCustomerSequence == c.CoveredSequence)),
            "the turns");
        _app.Time.Advance(TimeSpan.FromHours(12.1));
        await Eventually.TrueAsync(
            () => _app.ReadAsync(async db => !await db.Conversations.AnyAsync(c => c.OwnerId == Conversation.ShopPhone)),
            "the phone to let go");
        var states = await _app.ReadAsync(db => db.Conversations.OrderBy(c => c.CreatedAt).Select(c => c.Status).ToListAsync());
        Assert.Equal([ConversationStatus.WithBot, ConversationStatus.WaitingForAgent], states);
        var told = await _graph.WaitForAsync(m => m.To == "+6285700000001", "word of the queue");
        Assert.Single(_graph.Calls);
        Assert.Equal(HandoverOutcome.ReturnedToBot, (await _app.ReadAsync(db => db.Handovers.OrderBy(h => h.Id).FirstAsync())).Outcome);
    }

    [Fact]
    public async Task What_was_written_there_days_ago_takes_nothing()
    {
        await _budi.EchoAsync("Halo", at: TimeProvider.System.GetUtcNow().AddDays(-3));
        var conversation = await ConversationAsync();
        Assert.Equal((ConversationStatus.WithBot, 1), (conversation.Status, await _app.ReadAsync(db => db.Messages.CountAsync())));
        await _budi.SayAsync("lacak paket");
        await _graph.WaitForAnswerAsync("track-order");
    }

    private Task<Conversation> ConversationAsync() => _app.ReadAsync(db => db.Conversations.AsNoTracking().SingleAsync());
}
