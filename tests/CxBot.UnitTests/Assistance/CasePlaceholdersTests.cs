using CxBot.Assistance;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;

namespace CxBot.Tests.Assistance;

public sealed class CasePlaceholdersTests
{
    [Fact]
    public void One_order_number_is_filled_in_and_of_several_only_the_agent_knows_which()
    {
        Assert.Equal("INV-2231", Of(["INV-2231"]).Order);
        Assert.Equal("INV-2231", Of(["INV-2231"], "pesanan inv-2231 mana?").Order);
        Assert.Equal("INV-9000", Of([], "ini pesanan INV-9000 ya").Order);
        Assert.Null(Of(["INV-2231"], "yang INV-9000 juga").Order);
        Assert.Null(Of([]).Order);
    }

    [Fact]
    public void A_name_that_nobody_can_see_is_none() =>
        Assert.Null(CasePlaceholders.Of(new Customer { Name = "\u200b " }, null, [], "Sari", null).Name);

    private static CxBot.Canned.PlaceholderValues Of(string[] orders, params string[] said) => CasePlaceholders.Of(null,
        new HandoverBrief([], [], [], Mood.Calm, "id", false, orders, [], [], null, null, null),
        [.. said.Select(text => new Message { ConversationId = new("c"), Channel = "web", Role = MessageRole.Customer, Text = text })],
        "Sari", null);
}
