using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

public sealed class FollowUpTests
{
    [Fact]
    public async Task Two_questions_in_one_message_are_answered_each()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var customer = await StartAsync(app);
        await customer.SayAsync("berapa lama refund? voucher tidak berlaku?");
        await customer.WaitForAnswerAsync("refund-timing");
        await customer.WaitForAnswerAsync("voucher-fails");
        Assert.Equal(TurnOutcome.Answered, (await app.ReadAsync(db => db.Turns.SingleAsync())).Outcome);
    }
}
