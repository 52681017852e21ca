using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

public sealed class AnswerTests
{
    [Fact]
    public async Task A_question_gets_the_right_answer_with_the_article_it_came_from()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");

        var answer = await customer.WaitForAnswerAsync("refund-timing");
        Assert.Equal("refund-timing", Ours(answer).GetProperty("source").GetProperty("id").GetString());

        var turn = Assert.Single(await app.ReadAsync(db => db.Turns.ToListAsync()));
        Assert.Equal((TurnOutcome.Answered, "refund-timing"), (turn.Outcome, turn.ArticleId?.Value));
        var stored = await app.ReadAsync(db => db.Messages.SingleAsync(m => m.Role == MessageRole.Bot));
        Assert.InRange(stored.Confidence!.Value, 0.5, 1);
        Assert.NotEmpty(stored.Signals!);
    }

    [Fact]
    public async Task The_customers_own_message_comes_back_before_any_reply_to_it()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        var id = await customer.SayAsync("lacak paket", clientId: "mine-1");
        await customer.WaitForAnswerAsync("track-order");

        var messages = customer.Heard.Where(a => Type(a) == "message").ToList();
        Assert.Equal(id, messages[0].GetProperty("id").GetString());
        Assert.Equal("mine-1", messages[0].GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Equal("user", Role(messages[0]));
    }

    [Fact]
    public async Task A_greeting_is_answered_as_a_person_would()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        await customer.SayAsync("halo min");
        await customer.WaitForSentenceAsync("Greeting");
        Assert.Equal(TurnOutcome.SmallTalk, (await app.ReadAsync(db => db.Turns.SingleAsync())).Outcome);
    }

    [Fact]
    public async Task The_same_client_message_twice_is_one_message_and_one_turn()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        var first = await customer.SayAsync("lupa password", clientId: "twice");
        var second = await customer.SayAsync("lupa password", clientId: "twice");
        Assert.Equal(first, second);
        await customer.WaitForAnswerAsync("password-reset");
        Assert.Equal(1, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Customer)));
        Assert.Equal(1, await app.ReadAsync(db => db.Turns.CountAsync()));
    }

    [Fact]
    public async Task A_thought_in_three_messages_gets_one_answer_and_no_question_in_between()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        await customer.SayAsync("kode");
        await customer.SayAsync("promo");
        await customer.SayAsync("gagal");
        await customer.WaitForAnswerAsync("voucher-fails");
        await app.CoveredAsync(customer.ConversationId);
        Assert.Single(customer.Replies);
    }

    [Fact]
    public async Task Two_tabs_hear_the_same_conversation()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var first = await StartAsync(app);
        await using var second = await StartAsync(app, first.Visitor);
        Assert.Equal(first.ConversationId, second.ConversationId);
        await first.SayAsync("lacak paket");
        await first.WaitForAnswerAsync("track-order");
        await second.WaitForAnswerAsync("track-order");
    }
}
