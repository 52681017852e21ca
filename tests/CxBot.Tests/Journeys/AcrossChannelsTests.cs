using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Web.Desk.OneConversation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

/// <summary>One customer on the website and on WhatsApp: the same person, the same story, nothing asked twice.</summary>
public sealed partial class AcrossChannelsTests
{
    [Fact]
    public async Task Asked_on_the_website_continued_on_WhatsApp_answered_by_an_agent_who_knows_it_all()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Settings(graph));
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var web = await StartAsync(app);
        await web.EventAsync("cxbot/context", new { title = "Teko Leher Angsa", address = "http://shop.test/teko", product = "Teko" });
        await web.SayAsync("pesanan INV-2231 saya rusak, gimana nih");
        await web.WaitForAsync(a => SaidBy(a) == "bot", "the bot's word");

        var budi = new WhatsAppCustomer(app.Address, "6281234567890", "ID.1");
        await budi.SayAsync(await WordsAsync(app, web));
        await budi.PressAsync(await graph.WaitForSentenceAsync("ContinueAsk_web"), Sentences.Say("ContinueYes"));
        await graph.WaitForSentenceAsync("Continued");
        await web.WaitForSentenceAsync("ContinuedOn", "WhatsApp");
        await budi.SayAsync("mau ngomong sama CS dong");
        await graph.WaitForQueueAsync();

        var handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Contains("pesanan INV-2231 saya rusak, gimana nih", handover.Brief.Wants);
        Assert.DoesNotContain(handover.Brief.Wants, want => want.Contains("Kode", StringComparison.Ordinal));
        Assert.Contains("INV-2231", handover.Brief.OrderNumbers);
        Assert.Equal(("Teko Leher Angsa", "id"), (handover.Brief.PageTitle, handover.Brief.Language));
        Assert.True((await sari.TakeAsync(handover.ConversationId)).Won);
        await sari.ReplyAsync(handover.ConversationId, "Halo, INV-2231 saya ganti ya.");
        await graph.WaitForTextAsync("saya ganti ya");

        // One question on WhatsApp, whether it is them; and none of the website's again.
        Assert.Single(graph.Taken, m => m.Text.Contains('?', StringComparison.Ordinal));
        Assert.Equal(1, await app.ReadAsync(db => db.Customers.CountAsync()));
        var open = new OpenConversation(app.Services.GetRequiredService<IDbContextFactory<CxBotDbContext>>(), handover.ConversationId);
        Assert.True(await open.ReadAsync(TestContext.Current.CancellationToken));
        var other = Assert.Single(open.Others);
        Assert.Equal((web.ConversationId, true, "pesanan INV-2231 saya rusak, gimana nih"), (other.Id, other.GoesOnHere, other.LastWords));
        await app.CoveredAsync(handover.ConversationId);
    }

    [Fact]
    public async Task An_open_case_goes_along_with_its_agent()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Settings(graph));
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var web = await StartAsync(app);
        await web.SayAsync("mau ngomong sama CS dong");
        await web.WaitForQueueAsync();
        await sari.TakeAsync(web.ConversationId);
        await web.WaitForSentenceAsync("Taken", "Sari");

        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync(await WordsAsync(app, web));
        await budi.PressAsync(await graph.WaitForSentenceAsync("ContinueAsk_web"), Sentences.Say("ContinueYes"));
        await graph.WaitForSentenceAsync("ContinuedWithAgent");
        var here = await app.ReadAsync(db => db.Conversations.SingleAsync(c => c.Channel == WhatsAppChannel.Key));
        var there = await app.ReadAsync(db => db.Conversations.SingleAsync(c => c.Id == web.ConversationId));
        var handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Equal((ConversationStatus.WithAgent, sari.Agent.Id, handover.Id, here.Id),
            (here.Status, here.OwnerId, here.HandoverId, handover.ConversationId));
        Assert.Equal((ConversationStatus.WithBot, null, null), (there.Status, there.OwnerId, there.HandoverId));
        var told = await web.WaitForSentenceAsync("ContinuedOn", "WhatsApp");
        Assert.Equal("withBot", Ours(told).GetProperty("handover").GetProperty("state").GetString());
        await sari.ReplyAsync(here.Id, "Halo di WhatsApp");
        await graph.WaitForTextAsync("Halo di WhatsApp");
        await sari.ResolveAsync(here.Id);
        await budi.PressAsync(await graph.WaitForSentenceAsync("Resolved", "Sari"), "★★★★★");
        await graph.WaitForSentenceAsync("RatingThanks");
    }

    [Fact]
    public async Task From_WhatsApp_to_the_website_by_a_code_that_is_typed()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), Settings(graph));
        await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new WhatsAppCustomer(app.Address, "6281234567890", "ID.1");
        await budi.SayAsync("pesanan INV-7788 saya rusak, gimana nih");
        await Eventually.TrueAsync(() => Task.FromResult(!graph.Taken.IsEmpty), "the bot's word");
        await budi.SayAsync("lanjut di web");
        var given = await graph.WaitForSentenceAsync("ContinueOnWebAt");
        Assert.Contains("https://shop.test", given.Text, StringComparison.Ordinal);

        await using var web = await StartAsync(app);
        await web.SayAsync(Code().Match(given.Text).Value.ToLowerInvariant());
        await web.WaitForSentenceAsync("ContinueAsk", "WhatsApp");
        await web.SayAsync("ya");
        await web.WaitForSentenceAsync("Continued");
        await graph.WaitForSentenceAsync("ContinuedOn_web");
        await web.SayAsync("mau ngomong sama CS dong");
        await web.WaitForQueueAsync();
        var handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Contains("INV-7788", handover.Brief.OrderNumbers);
        Assert.Equal((1, "Budi"),
            (await app.ReadAsync(db => db.Customers.CountAsync()), (await app.ReadAsync(db => db.Customers.SingleAsync())).Name));

        // Used up: for somebody else it is nothing.
        await using var stranger = await StartAsync(app);
        await stranger.SayAsync(Code().Match(given.Text).Value);
        await stranger.WaitForSentenceAsync("ContinueWrong");
        Assert.Equal(2, await app.ReadAsync(db => db.Customers.CountAsync()));
    }

    private static Dictionary<string, string?> Settings(FakeGraph graph) =>
        new(graph.Settings) { ["Widget:WhatsAppUrl"] = "https://wa.me/15550001111", ["Conversations:WebAddress"] = "https://shop.test" };

    /// <summary>The first words that the website puts into the customer's mouth on WhatsApp.</summary>
    private static async Task<string> WordsAsync(CxBotApp app, DirectLineCustomer web)
    {
        using var http = app.Http();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", web.Token);
        using var answer = await http.PostAsync(
            $"/widget/conversations/{web.ConversationId}/whatsapp", null, TestContext.Current.CancellationToken);
        var address = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .GetProperty("whatsAppUrl").GetString()!;
        return Uri.UnescapeDataString(address.Split("?text=")[1]);
    }

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}")]
    private static partial Regex Code();
}
