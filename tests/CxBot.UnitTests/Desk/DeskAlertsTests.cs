using CxBot.Conversations;
using CxBot.Web.Desk.Live;
using CxBot.Web.Desk.Shell;

namespace CxBot.Tests.Desk;

public sealed class DeskAlertsTests
{
    private static readonly BoardRow Mine = HeldListTests.Row("m") with
    {
        Status = ConversationStatus.WithAgent,
        OwnerId = "sari",
        LastRole = MessageRole.Customer,
        LastCustomerSequence = 4,
    };

    [Fact]
    public void What_waits_now_and_did_not_before_calls() =>
        Assert.Equal("b", DeskAlerts.New(new([HeldListTests.Row("a")], []), new([HeldListTests.Row("a"), HeldListTests.Row("b")], []))?.Id);

    [Fact]
    public void What_has_been_waiting_does_not_call_again() =>
        Assert.Null(DeskAlerts.New(new([HeldListTests.Row("a")], []), new([HeldListTests.Row("a") with { LastWords = "halo?" }], [])));

    [Fact]
    public void A_customer_who_writes_calls_the_agent_who_has_them_and_nobody_else()
    {
        BoardSnapshot before = new([], [Mine]), now = new([], [Mine with { LastCustomerSequence = 6 }]);
        Assert.Equal("m", DeskAlerts.Said(before, now, "sari")?.Id);
        Assert.Null(DeskAlerts.Said(before, now, "budi"));
    }

    [Fact]
    public void The_agents_own_words_call_nobody() =>
        Assert.Null(DeskAlerts.Said(new([], [Mine]), new([], [Mine with { LastRole = MessageRole.Agent }]), "sari"));
}
