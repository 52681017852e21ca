using CxBot.Answering.Model;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Answering.Model;

public sealed class ModelBudgetTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_conversation_has_its_share_and_a_new_one_after_a_day()
    {
        var budget = new ModelBudget(new ModelOptions { CallsPerConversation = 2 }, time);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budget.TryTake("a")));
        Assert.True(budget.TryTake("b"));
        time.Advance(TimeSpan.FromHours(24));
        Assert.True(budget.TryTake("a"));
    }

    [Fact]
    public void All_conversations_share_the_days_calls()
    {
        var budget = new ModelBudget(new ModelOptions { CallsPerDay = 2 }, time);
        Assert.Equal([true, true, false], ((string[])["a", "b", "c"]).Select(budget.TryTake));
        time.Advance(TimeSpan.FromHours(15));
        Assert.True(budget.TryTake("c"));
    }
}
