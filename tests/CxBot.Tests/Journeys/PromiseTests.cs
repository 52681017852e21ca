using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Journeys;

/// <summary>An agent steps in unasked, promises something, and it comes back to them.</summary>
public sealed class PromiseTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taken_from_a_bot_that_thinks_promised_and_come_back_by_words_by_time_and_to_the_queue(bool onPostgres)
    {
        await using var server = onPostgres ? await PostgresServer.StartAsync() : null;
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), server is null ? null : new()
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        });
        var (sari, budi) = (await DeskAgent.SitDownAsync(app, "Sari"), await DeskAgent.SitDownAsync(app, "Budi"));
        var bot = PausedBot.In(app);
        await using var customer = await DirectLineCustomer.StartAsync(app);
        var id = customer.ConversationId;

        // In the middle of the bot's turn, two agents in the same second.
        await customer.SayAsync("lacak paket");
        await bot.Decided;
        var claims = await Task.WhenAll(sari.TakeUnaskedAsync(id), budi.TakeUnaskedAsync(id));
        bot.GoOn();
        Assert.Single(claims, claim => claim.Won);
        var (winner, name) = claims[0].Won ? (sari, "Sari") : (budi, "Budi");
        Assert.All(claims, claim => Assert.Equal(name, claim.By));
        await customer.WaitForSentenceAsync("TakenFromBot", name);
        await app.CoveredAsync(id);
        Assert.Equal(TurnOutcome.Dropped, (await app.ReadAsync(db => db.Turns.SingleAsync())).Outcome);
        Assert.NotNull((await OfAsync()).CustomerWaitsSince);
        await winner.ReplyAsync(id, "Halo, saya bantu");
        await customer.WaitForTextAsync("Halo, saya bantu");

        // Back by words: the bot says nothing.
        await winner.PromiseAsync(id, due: null, "cek gudang");
        await customer.SayAsync("gimana, sudah dicek?");
        await customer.WaitForSentenceAsync("CameBack", name);
        await app.CoveredAsync(id);
        Assert.Equal((ConversationStatus.WithAgent, winner.Agent.Id, 1), await StateAsync());
        Assert.False(await app.ReadAsync(db => db.Messages.AnyAsync(m => m.Role == MessageRole.Bot)));

        // Back by time, by the sweep alone.
        await winner.PromiseAsync(id, app.Time.GetUtcNow().AddHours(1), "kirim resi");
        app.Time.Advance(TimeSpan.FromMinutes(61));
        await winner.StaysAsync();
        await Eventually.TrueAsync(async () => (await OfAsync()).OwnerId == winner.Agent.Id, "the promise to be due");
        Assert.Equal(HandoverReason.Promised, (await LastAsync()).Reason);

        // Nobody is at the desk: the queue has it, with the promise in the brief.
        await winner.PromiseAsync(id, app.Time.GetUtcNow().AddHours(1), "telepon balik");
        app.Time.Advance(TimeSpan.FromMinutes(61));
        await Eventually.TrueAsync(async () => (await OfAsync()).Status == ConversationStatus.WaitingForAgent, "the promise in the queue");
        Assert.Equal(["telepon balik"], (await LastAsync()).Brief.Promised);
        Assert.Equal(4, await app.ReadAsync(db => db.Handovers.CountAsync()));

        Task<Conversation> OfAsync() => app.ReadAsync(db => db.Conversations.SingleAsync(c => c.Id == id));
        async Task<(ConversationStatus, string?, int)> StateAsync() =>
            await OfAsync() is var c ? (c.Status, c.OwnerId, c.Case) : default;
        Task<HandoverRequest> LastAsync() => app.ReadAsync(db => db.Handovers.OrderByDescending(h => h.Id).FirstAsync());
    }

    [Fact]
    public async Task Who_is_written_to_first_on_a_channel_with_a_window_gets_a_template_and_nothing_else()
    {
        await using var graph = await FakeGraph.StartAsync();
        graph.Templates = [FakeGraph.Template("kabar", "Halo {{1}}")];
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.MessageTemplates.AnyAsync()), "the template");
        var template = await app.ReadAsync(db => db.MessageTemplates.SingleAsync());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        app.Time.Advance(TimeSpan.FromHours(25));
        await Eventually.TrueAsync(
            () => app.ReadAsync(db => db.Conversations.AnyAsync(c => c.Status == ConversationStatus.Resolved)), "the silence to end it");
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());

        Assert.True((await sari.TakeUnaskedAsync(id)).Won);
        await sari.SendTemplateAsync(id, template, "Budi");
        await graph.WaitForAsync(m => m.Type == "template", "the template");
        Assert.Equal(2, graph.Taken.Count);
        // The notice is in the log, and nothing was tried that the channel refuses.
        Assert.Equal(ReplyWindow.Shut, await app.ReadAsync(db => db.Messages.Where(m => m.Role == MessageRole.System)
            .Select(m => m.FailureTitle).SingleAsync()));
    }
}
