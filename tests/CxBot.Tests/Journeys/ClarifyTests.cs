using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

/// <summary>Half-clear questions, over the demo shop's own articles.</summary>
public sealed class ClarifyTests(DemoShop shop) : IClassFixture<DemoShop>
{
    [Fact]
    public async Task A_half_clear_question_gets_choices_and_choosing_one_gets_its_answer()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("pembayaran");
        var question = await customer.WaitForSentenceAsync("Clarify");
        var choices = ChoicesOf(question);
        Assert.InRange(choices.Count, 3, 5);
        Assert.Equal(Sentences.Say("NoneOfThese"), choices[^1]);

        await customer.SayAsync(choices[0]);
        var answer = await customer.WaitForAsync(
            a => Ours(a) is { ValueKind: System.Text.Json.JsonValueKind.Object } ours && ours.TryGetProperty("source", out _),
            "the chosen answer");
        Assert.Equal(choices[0], Ours(answer).GetProperty("source").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Several_questions_are_each_answered()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("cara bayar qris gimana? terus bisa dibungkus kado ga?");
        await customer.WaitForAnswerAsync("pay-qris");
        await customer.WaitForAnswerAsync("gift-wrap");
        var said = await shop.App.ReadAsync(db => db.Messages
            .Where(m => m.ConversationId == customer.ConversationId && m.Role == MessageRole.Bot).OrderBy(m => m.Sequence).ToListAsync());
        Assert.Equal(["pay-qris", "gift-wrap"], said.Select(m => m.Explain()!.Candidates[0].Id.Value));
        var turn = await shop.App.ReadAsync(db => db.Turns.SingleAsync(t => t.ConversationId == customer.ConversationId));
        Assert.Equal((TurnOutcome.Answered, "pay-qris"), (turn.Outcome, turn.ArticleId?.Value));
        Assert.Equal(said[0].Confidence, turn.Confidence);
    }

    [Fact]
    public async Task What_stays_unclear_among_several_is_asked_back_alone_after_the_answers()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("bisa cod ga? mau tanya akun gimana?");
        await customer.WaitForSentenceAsync("ClarifyPart", "mau tanya akun gimana");
        Assert.Equal("pay-cod", SourceOf(customer.Replies[^2]));
        var choices = ChoicesOf(customer.Replies[^1]);
        Assert.Equal(Sentences.Say("NoneOfThese"), choices[^1]);

        await customer.SayAsync(choices[0]);
        await customer.WaitForAsync(a => SourceOf(a) is { } source && source != "pay-cod", "the chosen answer");
    }

    [Fact]
    public async Task One_thing_that_a_part_may_mean_is_asked_as_yes_or_no()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("bayarnya bisa qris? sama brp lama sampe malang");
        await customer.WaitForTextAsync("Untuk “brp lama sampe malang”, maksudnya:");
        Assert.Equal("pay-qris", SourceOf(customer.Replies[^2]));
        await customer.SayAsync("iya");
        await customer.WaitForAnswerAsync("delivery-time");
    }

    [Fact]
    public async Task What_nothing_answers_among_several_is_said_with_a_way_to_a_person()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("bisa cod ga? kalian jual laptop gaming gak?");
        await customer.WaitForSentenceAsync("NoAnswerTo", "kalian jual laptop gaming gak");
        Assert.Equal("pay-cod", SourceOf(customer.Replies[^2]));
        Assert.Empty(await shop.App.ReadAsync(db => db.Handovers.Where(h => h.ConversationId == customer.ConversationId).ToListAsync()));

        await customer.SayAsync(Sentences.Say("TalkToPerson"));
        await customer.WaitForSentenceAsync("HandOver_CustomerAsked");
    }

    [Theory]
    [InlineData("iya kak")]
    [InlineData("Ya, itu")]
    public async Task What_can_be_only_one_thing_is_asked_as_yes_or_no(string yes)
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("brp lama sampe malang");
        var asked = await customer.WaitForTextAsync("Maksudnya:");
        Assert.Equal([Sentences.Say("YesThat"), Sentences.Say("NotThat")], ChoicesOf(asked));
        await customer.SayAsync(yes);
        await customer.WaitForAnswerAsync("delivery-time");
    }

    [Fact]
    public async Task A_typed_no_is_asked_in_other_words()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("brp lama sampe malang");
        await customer.WaitForTextAsync("Maksudnya:");
        await customer.SayAsync("bukan itu");
        await customer.WaitForSentenceAsync("AskAgain");
    }

    [Fact]
    public async Task None_of_these_asks_once_more_and_then_a_person_takes_over()
    {
        await using var customer = await StartAsync(shop.App);
        await customer.SayAsync("pembayaran");
        await customer.WaitForSentenceAsync("Clarify");
        await customer.SayAsync(Sentences.Say("NoneOfThese"));
        await customer.WaitForSentenceAsync("AskAgain");
        await customer.SayAsync("blarghh zzxq wkkw");
        await customer.WaitForSentenceAsync("HandOver_MissedTwice");
        var handover = await shop.App.ReadAsync(db => db.Handovers.SingleAsync(h => h.ConversationId == customer.ConversationId));
        Assert.Equal(HandoverReason.MissedTwice, handover.Reason);
        Assert.Equal(ConversationStatus.WaitingForAgent,
            (await shop.App.ReadAsync(db => db.Conversations.SingleAsync(c => c.Id == customer.ConversationId))).Status);
    }
}
