using CxBot.Knowledge;

namespace CxBot.Tests.Knowledge;

public sealed class KnowledgeCheckTests
{
    [Fact]
    public void Good_articles_need_no_advice() => Assert.Empty(KnowledgeCheck.Advise(Articles.Shop()));

    [Fact]
    public void Too_few_ways_to_ask_are_said() =>
        Assert.Contains("only 2 way(s)", Assert.Single(KnowledgeCheck.Advise([Articles.Of("a", "id", "satu hal", "hal kedua")])).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_articles_that_ask_the_same_are_said()
    {
        var advice = KnowledgeCheck.Advise([.. Articles.Shop(), Articles.Of("zzz", "id", "Lacak paketnya dong", "b c", "d e", "f g", "h i")]);

        Assert.Contains("asks for lacak.md too", Assert.Single(advice).Message, StringComparison.Ordinal);
    }
}
