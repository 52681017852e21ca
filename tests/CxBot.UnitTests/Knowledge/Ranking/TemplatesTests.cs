using CxBot.Knowledge.Ranking;
using CxBot.Knowledge;
using CxBot.Language.Text;

namespace CxBot.Tests.Knowledge.Ranking;

public sealed class TemplatesTests
{
    [Fact]
    public void A_template_without_its_subject_is_nobodys()
    {
        var lessons = Templates.Lessons(Ways(Articles.Offices()), words => words);

        Assert.Contains(lessons, l => l.Subject == TrainedWords.Nobody && Text(l.Words) == "kantor buka jam berapa");
        Assert.Contains(lessons,
            l => l.Subject != TrainedWords.Nobody && Text(l.Words).StartsWith("jam buka kantor ", StringComparison.Ordinal));
        Assert.DoesNotContain(lessons, l => l.Subject == TrainedWords.Nobody && Text(l.Words).Contains("pajak", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_ways_to_ask_differ_there_is_nothing_to_learn() =>
        Assert.Empty(Templates.Lessons(Ways(Articles.Shop()), words => words));

    [Theory]
    [InlineData("jam buka kantor bea cukai")]
    [InlineData("apakah kantor pos buka hari sabtu")]
    [InlineData("nomor telepon ombudsman")]
    public void An_office_that_nobody_wrote_about_is_not_mistaken_for_one_of_the_others(string question)
    {
        var index = Articles.Index(Articles.Offices());
        double Words(string asked) =>
            index.Ranker.Rank(index.Ranker.Read(TextNormalizer.Normalize(asked)), null, 4, RankMix.Default).Signals.Words;

        Assert.True(Words(question) < Words("jam buka kantor pajak") - 1, $"{Words(question)} beside {Words("jam buka kantor pajak")}");
    }

    private static IReadOnlyList<WayToAsk> Ways(IReadOnlyList<Article> articles) => Articles.Index(articles).WaysToAsk;

    private static string Text(IReadOnlyList<Word> words) => string.Join(' ', words.Select(w => w.Stem));
}
