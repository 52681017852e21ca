using CxBot.Delivery;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Delivery;

public sealed class TypingTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Typing _typing;

    public TypingTests() => _typing = new Typing(new Feed(), _time);

    [Fact]
    public void Typing_is_seen_for_six_seconds_on_its_own_side_alone()
    {
        _typing.Report(new("c"), TypingSide.Team, "Sari");
        Assert.Equal("Sari", _typing.Current(new("c"), TypingSide.Team));
        Assert.Null(_typing.Current(new("c"), TypingSide.Customer));
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(_typing.Current(new("c"), TypingSide.Team));
    }

    [Fact]
    public void A_sign_of_typing_that_comes_after_its_message_is_not_believed()
    {
        _typing.Clear(new("c"), TypingSide.Customer);
        _typing.Report(new("c"), TypingSide.Customer, "");
        Assert.Null(_typing.Current(new("c"), TypingSide.Customer));
        _time.Advance(TimeSpan.FromSeconds(1));
        _typing.Report(new("c"), TypingSide.Customer, "");
        Assert.NotNull(_typing.Current(new("c"), TypingSide.Customer));
    }
}
