using CxBot.Conversations;

namespace CxBot.Tests.Conversations;

public sealed class FragmentsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static Message At(double seconds) => new() { ConversationId = "c", Role = MessageRole.Customer, Text = "x", Channel = CxBot.Conversations.Channels.Web, At = Start.AddSeconds(seconds) };

    [Fact]
    public void Doubt_waits_a_second_and_a_half_after_the_last_message() =>
        Assert.Equal(Start.AddSeconds(2.5), Fragments.DecidesAt([At(0), At(1)], types: false));

    [Fact]
    public void While_the_customer_types_it_waits_six_seconds_after_the_first() =>
        Assert.Equal(Start.AddSeconds(6), Fragments.DecidesAt([At(0), At(1)], types: true));

    [Fact]
    public void It_never_waits_longer_than_six_seconds() =>
        Assert.Equal(Start.AddSeconds(6), Fragments.DecidesAt([At(0), At(3), At(5.9)], types: false));
}
