using CxBot.Knowledge;

namespace CxBot.Tests.Knowledge;

public sealed class KnowledgeCheckTests
{
    [Fact]
    public void Good_articles_need_no_advice() => Assert.Empty(KnowledgeCheck.Advise(Articles.Shop()));

    [Fact]
    public void Too_few_ways_to_ask_are_said() =>
        Said(AdviceKind.FewWays, ["2", "5"], Assert.Single(KnowledgeCheck.Advise([Articles.Of("a", "id", "satu hal", "hal kedua")])));

    [Fact]
    public void Two_articles_that_ask_the_same_are_said()
    {
        var advice = KnowledgeCheck.Advise(
            [.. Articles.Shop(), Articles.Of("zzz", "id", "Lacak paketnya dong", "b c", "d e", "f g", "h i")]);

        Said(AdviceKind.AskedTwice, ["Lacak paketnya dong", "lacak.md"], Assert.Single(advice));
    }

    private static void Said(AdviceKind kind, IReadOnlyList<string> values, KnowledgeAdvice advice)
    {
        Assert.Equal(kind, advice.Kind);
        Assert.Equal(values, advice.Values);
    }
}
