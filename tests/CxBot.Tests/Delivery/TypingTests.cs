using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Delivery;

public sealed class TypingTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Typing typing;

    public TypingTests() => typing = new Typing(new Feed(), time);

    [Fact]
    public void Typing_is_seen_for_six_seconds_on_its_own_side_alone()
    {
        typing.Report("c", TypingSide.Team, "Sari");
        Assert.Equal("Sari", typing.Current("c", TypingSide.Team));
        Assert.Null(typing.Current("c", TypingSide.Customer));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(typing.Current("c", TypingSide.Team));
    }

    [Fact]
    public void A_sign_of_typing_that_comes_after_its_message_is_not_believed()
    {
        typing.Clear("c", TypingSide.Customer);
        typing.Report("c", TypingSide.Customer, "");
        Assert.Null(typing.Current("c", TypingSide.Customer));
        time.Advance(TimeSpan.FromSeconds(1));
        typing.Report("c", TypingSide.Customer, "");
        Assert.NotNull(typing.Current("c", TypingSide.Customer));
    }
}
