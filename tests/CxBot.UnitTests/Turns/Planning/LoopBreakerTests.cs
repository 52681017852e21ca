using CxBot.Conversations;
using CxBot.Turns.Planning;
using CxBot.Turns;
using CxBot.Web.Channels.DirectLine;

namespace CxBot.Tests.Turns.Planning;

public sealed class LoopBreakerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 25, 1, 0, 0, TimeSpan.Zero);

    private static Message Said(MessageRole role, string text, double seconds) =>
        new() { ConversationId = new("c"), Channel = WebChannel.Key, Role = role, Text = text, At = Start.AddSeconds(seconds) };

    [Fact]
    public void Twenty_replies_within_a_minute_are_two_machines() =>
        Assert.True(LoopBreaker.IsLoop(
            [.. Enumerable.Range(0, 20)
                .SelectMany(i => new[] { Said(MessageRole.Customer, $"m{i}", i), Said(MessageRole.Bot, $"a{i}", i + 0.5) })]));

    [Fact]
    public void The_same_words_five_times_in_a_row_are_no_conversation() =>
        Assert.True(LoopBreaker.IsLoop([.. Enumerable.Range(0, 5).Select(i => Said(MessageRole.Customer, "Out of office", i * 100))]));

    [Fact]
    public void A_person_who_asks_a_lot_is_not_a_machine() =>
        Assert.False(LoopBreaker.IsLoop(
            [.. Enumerable.Range(0, 30)
                .SelectMany(i => new[] { Said(MessageRole.Customer, $"m{i}", i * 10), Said(MessageRole.Bot, $"a{i}", i * 10 + 1) })]));

    [Fact]
    public void Silence_is_not_a_loop() => Assert.False(LoopBreaker.IsLoop([]));
}
