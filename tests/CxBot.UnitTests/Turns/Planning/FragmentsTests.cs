using CxBot.Conversations;
using CxBot.Turns.Planning;
using CxBot.Turns;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Turns.Planning;

public sealed class FragmentsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static Message At(double seconds) =>
        new()
        {
            ConversationId = new("c"),
            Role = MessageRole.Customer,
            Text = "x",
            Channel = WebChannel.Key,
            At = Start.AddSeconds(seconds),
        };

    private static TimeSpan Left(double heard, bool types, double now, params Message[] pending) =>
        Fragments.Left(pending, Start.AddSeconds(heard), types, Start.AddSeconds(now));

    [Fact]
    public void Doubt_waits_a_second_and_a_half_after_the_last_message() =>
        Assert.Equal(TimeSpan.FromSeconds(1.5), Left(1, false, 1, At(0), At(1)));

    [Fact]
    public void While_the_customer_types_it_waits_six_seconds_after_the_first() =>
        Assert.Equal(TimeSpan.FromSeconds(5), Left(1, true, 1, At(0), At(1)));

    [Fact]
    public void It_never_waits_longer_than_six_seconds() =>
        Assert.InRange(Left(5.9, false, 5.9, At(0), At(3), At(5.9)).TotalSeconds, 0.09, 0.11);

    [Fact]
    public void Once_it_has_waited_enough_nothing_is_left() => Assert.Equal(TimeSpan.Zero, Left(1, false, 3, At(0), At(1)));

    [Fact]
    public void It_goes_by_the_clock_where_the_log_runs_ahead_of_it() =>
        Assert.Equal(TimeSpan.FromSeconds(1), Left(0, false, 0.5, At(3600), At(3600.001)));

    [Fact]
    public void A_clock_that_went_back_meanwhile_makes_nobody_wait() => Assert.Equal(TimeSpan.Zero, Left(3600, false, 0.5, At(3600)));
}
