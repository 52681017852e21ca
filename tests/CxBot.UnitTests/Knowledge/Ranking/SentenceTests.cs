using CxBot.Knowledge;
using CxBot.Knowledge.Ranking;
using CxBot.Language;
using CxBot.Language.Text;

namespace CxBot.Tests.Knowledge.Ranking;

public sealed class SentenceTests
{
    [Fact]
    public void A_word_that_only_the_answer_has_is_known_and_speaks_for_its_article()
    {
        var bare = Rank(Articles.Shop(), "akulaku");
        var told = Rank([.. Articles.Shop().Select(a => a.Id.Value == "refund"
            ? a with { Body = "Untuk kartu kredit dana kembali dalam 14 hari. Untuk Akulaku, limit kembali dalam 3 hari." }
            : a)], "akulaku");

        Assert.True(told.Signals.Known > bare.Signals.Known);
        Assert.Equal(0, told.Subjects[0].Subject);
    }

    [Fact]
    public void A_misspelt_word_of_the_answer_is_repaired()
    {
        var index = Articles.Index([.. Articles.Shop().Select(a => a with { Body = "Kami mengirim lewat GrabExpress setiap hari." })]);

        Assert.Equal("grabexpress", Assert.Single(index.Ranker.Read(TextNormalizer.Normalize("grabexpres")).Words).Stem);
    }

    [Fact]
    public void Marks_and_lists_are_cut_into_sentences()
    {
        var article = Articles.Of("ongkir", "id", "Berapa ongkirnya?") with
        {
            Body = "Ongkir **mulai Rp9.000** ke Jabodetabek. Gratis?\n\n- [Pulau Jawa](https://a.test) mulai Rp12.000\n- Bali dan Lombok mulai Rp20.000",
        };

        var sentences = Sentence.In(article, 7, Lexicon.BuiltIn).ToArray();

        Assert.Equal(3, sentences.Length);
        Assert.All(sentences, s => Assert.Equal(7, s.Subject));
    }

    private static SubjectRanking Rank(IReadOnlyList<Article> articles, string question)
    {
        var index = Articles.Index(articles);
        return index.Ranker.Rank(index.Ranker.Read(TextNormalizer.Normalize(question)), null, 5, RankMix.Default);
    }
}
