using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

/// <summary>First messages that carry no question, over the demo shop's own articles.</summary>
public sealed class OpenerTests(DemoShop shop) : IClassFixture<DemoShop>
{
    [Theory]
    [InlineData("permisi mau tanya", "Opener")]
    [InlineData("hi, quick question", "Opener")]
    [InlineData("bisa bantu apa aja?", "AboutBot")]
    public async Task Who_asks_nothing_yet_is_asked_what_it_is_about_with_starters_and_nobody_is_queued(string opener, string sentence)
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync(opener);
        var choices = ChoicesOf(await customer.WaitForSentenceAsync(sentence));
        Assert.InRange(choices.Count, 2, 4);
        Assert.Empty(await shop.App.ReadAsync(db => db.Handovers.Where(h => h.ConversationId == customer.ConversationId).ToListAsync()));
        Assert.Equal(TurnOutcome.SmallTalk,
            (await shop.App.ReadAsync(db => db.Turns.SingleAsync(t => t.ConversationId == customer.ConversationId))).Outcome);

        await customer.SayAsync(choices[0]);
        var answer = await customer.WaitForAsync(
            a => Ours(a) is { ValueKind: System.Text.Json.JsonValueKind.Object } ours && ours.TryGetProperty("source", out _),
            "the starter's answer");
        Assert.NotNull(Ours(answer).GetProperty("source").GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_folder_that_answers_no_starter_offers_its_own_topics()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new() { ["Widget:Starters:id:0"] = "bagaimana cara terbang ke bulan", ["Widget:Starters:id:1"] = "resep rendang" });
        await using var customer = await StartAsync(app);
        await customer.SayAsync("kak mau nanya dong");
        var choices = ChoicesOf(await customer.WaitForSentenceAsync("Opener"));
        Assert.Contains("Bagaimana melacak pesanan saya?", choices);
        Assert.DoesNotContain("Akun saya dibajak orang", choices);
    }

    [Fact]
    public async Task An_opener_and_its_question_at_once_get_one_answer()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        await customer.SayAsync("permisi kak mau tanya");
        await customer.SayAsync("refund saya kok belum masuk ya?");
        await customer.WaitForAnswerAsync("refund-timing");
        await app.CoveredAsync(customer.ConversationId);
        Assert.Single(customer.Replies);
    }

    /// <summary>Starters are no "which do you mean": the first unclear question after them is the first.</summary>
    [Fact]
    public async Task An_unclear_question_after_starters_is_asked_back_as_any_first_one()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("permisi mau tanya");
        await customer.WaitForSentenceAsync("Opener");
        await customer.SayAsync("pembayaran");
        await customer.WaitForSentenceAsync("Clarify");
    }

    [Fact]
    public async Task The_same_question_right_after_its_answer_is_pointed_back_with_a_way_to_a_person()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");
        await customer.WaitForAnswerAsync("refund-timing");
        await customer.SayAsync("refund saya kok belum masuk ya kak?");
        var sign = await customer.WaitForSentenceAsync("AnsweredAbove");
        Assert.Equal([Sentences.Say("TalkToPerson")], ChoicesOf(sign));
        Assert.Equal([TurnOutcome.Answered, TurnOutcome.Continued],
            (await app.ReadAsync(db => db.Turns.OrderBy(t => t.FirstSequence).ToListAsync())).Select(t => t.Outcome));

        await customer.SayAsync(Sentences.Say("TalkToPerson"));
        await customer.WaitForSentenceAsync("HandOver_CustomerAsked");
    }

    [Fact]
    public async Task The_standing_words_of_an_advertisement_are_answered_with_its_headline()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("Halo! Bisakah saya mendapatkan info selengkapnya tentang ini?",
            more: new()
            {
                ["referral"] = new System.Text.Json.Nodes.JsonObject
                {
                    ["source_url"] = "https://fb.me/x",
                    ["source_type"] = "ad",
                    ["headline"] = "Promo *Batik* 50%",
                }
            });
        await graph.WaitForSentenceAsync("OpenerAboutAd", "Promo *Batik* 50%");
        Assert.Empty(await app.ReadAsync(db => db.Handovers.ToListAsync()));
    }
}
