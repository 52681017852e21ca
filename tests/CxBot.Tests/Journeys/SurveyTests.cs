using System.Text.Json.Nodes;
using CxBot.Agents;
using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Storage;
using CxBot.Surveys;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Alerts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

/// <summary>What customers are asked afterwards, on each channel.</summary>
public sealed class SurveyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_WhatsApp_0_to_10_is_typed_a_comment_hangs_on_our_thanks_and_every_other_number_is_a_question()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop(), new(graph.Settings) { ["Surveys:Kind"] = "Nps", ["Surveys:QuietDays"] = "0" });
        var lead = await DeskBrowser.HireAsync(app, "Dewi", AgentRoles.Administrator);
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        var id = await ResolvedAsync(app, graph, sari, budi);
        var asked = await graph.WaitForSentenceAsync("Survey_Nps");
        Assert.Empty(asked.Options);

        await budi.SayAsync("8,5");
        await graph.WaitForSentenceAsync("SurveyWhole", 0, 10);
        await budi.SayAsync("tiga kak");
        var thanks = await graph.WaitForSentenceAsync("SurveyComment");
        Assert.True(Sentences.Holds(thanks.Text, "RatingThanks"));
        await budi.SayAsync("balasnya lama <b>", more: Hanging(thanks));
        await graph.WaitForSentenceAsync("SurveyCommentThanks");
        var low = Assert.Single(await app.ReadAsync(db => OpenLowScore.AllAsync(db, app.Time.GetUtcNow(), Token)));
        Assert.Equal((lead.Id, 3, id), (low.AgentId, low.Score, low.ConversationId));

        await budi.SayAsync("9");
        await Eventually.TrueAsync(async () => (await OneAsync(app)).ChangedAt is not null, "the score to be changed");
        var survey = await OneAsync(app);
        Assert.Equal((9, "balasnya lama <b>", null), (survey.Score, survey.Comment, survey.LowSince));
        Assert.Empty(await app.ReadAsync(db => OpenLowScore.AllAsync(db, app.Time.GetUtcNow(), Token)));
        Assert.Equal((null, "balasnya lama <b>"), await app.ReadAsync(async db => (await db.Handovers.SingleAsync() is var h)
            ? (h.Rating, h.RatingComment) : default));
        Assert.Equal(ConversationStatus.Resolved, await StatusAsync(app, id));

        // A new matter has begun, and a number means something else.
        await budi.SayAsync("refund saya kok belum masuk ya?");
        await graph.WaitForAnswerAsync("refund-timing");
        await budi.SayAsync("2");
        await app.CoveredAsync(id);
        Assert.Equal(9, (await OneAsync(app)).Score);
        Assert.NotEqual(TurnOutcome.Noted, await LastAsync(app, id));
    }

    [Fact]
    public async Task On_the_website_the_last_answer_counts_nobody_else_gives_it_and_a_customer_is_left_in_peace()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["Surveys:Kind"] = "Ces" });
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await using var stranger = await DirectLineCustomer.StartAsync(app);
        await ResolvedAsync(sari, customer);
        var asked = await customer.WaitForSentenceAsync("Survey_Ces");
        Assert.Equal(7, DirectLineCustomer.ChoicesOf(asked).Count);
        var question = (await OneAsync(app)).Sequence;

        await stranger.EventAsync("cxbot/rating", new { question, kind = "ces", score = 1 });
        await app.CoveredAsync(stranger.ConversationId);
        await customer.EventAsync("cxbot/rating", new { question, kind = "ces", score = 8 });
        await app.CoveredAsync(customer.ConversationId);
        Assert.Null((await OneAsync(app)).Score);

        // As a client sends it that knows nothing of surveys, and then again by ours.
        await customer.SayAsync(DirectLineCustomer.ChoicesOf(asked)[6]);
        await customer.WaitForSentenceAsync("RatingThanks");
        await customer.EventAsync("cxbot/rating", new { question, kind = "ces", score = 6, comment = "akhirnya beres" });
        await Eventually.TrueAsync(async () => (await OneAsync(app)).Score == 6, "the last answer");
        Assert.Equal(("akhirnya beres", null), ((await OneAsync(app)).Comment, (await OneAsync(app)).LowSince));

        await customer.AskForPersonAsync();
        await Eventually.TrueAsync(
            async () => await StatusAsync(app, customer.ConversationId) == ConversationStatus.WaitingForAgent, "the second handover");
        Assert.True((await sari.TakeAsync(customer.ConversationId)).Won);
        await sari.ResolveAsync(customer.ConversationId);
        Assert.Equal(1, await app.ReadAsync(db => db.Surveys.CountAsync()));
    }

    [Fact]
    public Task Who_has_read_the_bots_answer_and_falls_silent_is_asked_about_it_and_the_case_ends_with_the_answer() => SilentAsync([]);

    [Fact]
    public async Task Who_falls_silent_is_asked_on_postgres_too()
    {
        await using var server = await PostgresServer.StartAsync();
        await SilentAsync(
            new() { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = server.ConnectionString });
    }

    private static async Task SilentAsync(Dictionary<string, string?> settings)
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new(settings) { ["Surveys:AfterBotSilence"] = "00:10:00" });
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");
        await customer.WaitForAnswerAsync("refund-timing");
        var id = customer.ConversationId;
        app.Time.Advance(TimeSpan.FromMinutes(11));
        await customer.EventAsync("cxbot/seen", new { sequence = await LastSequenceAsync(app, id) });
        await customer.WaitForSentenceAsync("SurveyBefore");
        var survey = await OneAsync(app);
        Assert.Equal((null, null, SurveyKind.Csat), (survey.HandoverId, survey.AgentId, survey.Kind));
        await customer.EventAsync("cxbot/rating", new { question = survey.Sequence, kind = "csat", score = 5 });
        await customer.WaitForSentenceAsync("RatingThanks");

        var answered = await app.ReadAsync(db => db.Messages.Where(m => m.ConversationId == id && m.Sequence < survey.Sequence)
            .OrderByDescending(m => m.Sequence).Select(m => m.At).FirstAsync());
        app.Time.Advance(TimeSpan.FromHours(25));
        await Eventually.TrueAsync(async () => await StatusAsync(app, id) == ConversationStatus.Resolved, "the silent case to be closed");
        Assert.Equal(answered, await app.ReadAsync(db => db.Cases.Select(c => c.EndedAt).SingleAsync()));
        Assert.Equal(1, await app.ReadAsync(db => db.Surveys.CountAsync()));
    }

    private static async Task<ConversationId> ResolvedAsync(CxBotApp app, FakeGraph graph, DeskAgent sari, WhatsAppCustomer customer)
    {
        await customer.SayAsync("mau bicara dengan CS");
        await graph.WaitForQueueAsync();
        var id = await app.ReadAsync(db => db.Conversations.Select(c => c.Id).SingleAsync());
        Assert.True((await sari.TakeAsync(id)).Won);
        await sari.ReplyAsync(id, "Halo, sudah beres ya.");
        await sari.ResolveAsync(id);
        return id;
    }

    private static async Task ResolvedAsync(DeskAgent sari, DirectLineCustomer customer)
    {
        await customer.AskForPersonAsync();
        Assert.True((await sari.TakeAsync(customer.ConversationId)).Won);
        await sari.ReplyAsync(customer.ConversationId, "Halo, sudah beres ya.");
        await sari.ResolveAsync(customer.ConversationId);
    }

    private static JsonObject Hanging(GraphMessage on) => new() { ["context"] = new JsonObject { ["from"] = "15550001111", ["id"] = on.Id } };

    private static Task<Survey> OneAsync(CxBotApp app) => app.ReadAsync(db => db.Surveys.AsNoTracking().SingleAsync());

    private static Task<ConversationStatus> StatusAsync(CxBotApp app, ConversationId id) =>
        app.ReadAsync(db => db.Conversations.Where(c => c.Id == id).Select(c => c.Status).SingleAsync());

    private static Task<long> LastSequenceAsync(CxBotApp app, ConversationId id) =>
        app.ReadAsync(db => db.Conversations.Where(c => c.Id == id).Select(c => c.LastSequence).SingleAsync());

    private static Task<TurnOutcome> LastAsync(CxBotApp app, ConversationId id) => app.ReadAsync(
        db => db.Turns.Where(t => t.ConversationId == id).OrderByDescending(t => t.FirstSequence).Select(t => t.Outcome).FirstAsync());
}
