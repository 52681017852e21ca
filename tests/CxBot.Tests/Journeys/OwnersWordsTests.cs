using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using static CxBot.Tests.Testing.DirectLineCustomer;

namespace CxBot.Tests.Journeys;

public sealed class OwnersWordsTests
{
    [Fact]
    public async Task A_wish_for_a_person_is_heard_in_the_words_that_the_owner_added()
    {
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop().AddWords("[slang]\nhoyong = mau\nnyarios = bicara\njalmi = orang\nka = ke"));
        await using var customer = await StartAsync(app);

        await customer.SayAsync("hoyong nyarios ka jalmi");

        await Eventually.TrueAsync(
            async () => (await app.ReadAsync(db => db.Conversations.SingleAsync())).Status == ConversationStatus.WaitingForAgent,
            "a person was asked for");
        Assert.Equal(HandoverReason.CustomerAsked, (await app.ReadAsync(db => db.Handovers.SingleAsync())).Reason);
    }
}
