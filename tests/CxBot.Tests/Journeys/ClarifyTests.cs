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
