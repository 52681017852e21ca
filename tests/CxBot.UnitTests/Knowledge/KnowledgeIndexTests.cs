using CxBot.Knowledge;
using CxBot.Language.Text;
using CxBot.Web.Channels;

namespace CxBot.Tests.Knowledge;

public sealed class KnowledgeIndexTests
{
    [Theory]
    [InlineData("dana refund sy blm msk", "refund")]
    [InlineData("how long for my refund", "refund-en")]
    [InlineData("paketku udah sampe mana ya", "lacak")]
    [InlineData("vocer ga bs dipake", "voucher")]
    [InlineData("lupa pasword", "sandi")]
    public void The_best_article_is_found_however_it_is_asked(string question, string article) =>
        Assert.Equal(article, Best(Articles.Index(Articles.Shop()), question)?.Id.Value);

    [Fact]
    public void Twins_in_two_languages_are_one_subject()
    {
        Assert.Equal([0, 0, 1, 2, 3], Subjects.Of(Articles.Shop()));
        Assert.Equal(4, Articles.Index(Articles.Shop()).SubjectCount);
    }

    [Fact]
    public void The_customers_language_chooses_between_twins()
    {
        var index = Articles.Index(Articles.Shop());

        Assert.Equal("refund-en", index.Choose(Rank(index, "refund").Subjects[0], "en").Id.Value);
        Assert.Equal("refund", index.Choose(Rank(index, "refund").Subjects[0], "id-ID").Id.Value);
    }

    [Fact]
    public void An_id_that_merely_ends_like_a_language_is_no_twin() =>
        Assert.Equal([0, 1, 2], Subjects.Of([Articles.Of("a", "id", "a"), Articles.Of("a-id", "id", "b"), Articles.Of("b-en", "en", "c")]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_tiny_folder_works(int articles)
    {
        var index = Articles.Index(
            [.. Articles.Shop().Take(articles * 2).Where((_, i) => i % 2 == 0).Select(a => a with { WaysToAsk = [a.Title] })]);

        Assert.Equal(articles, Rank(index, "kapan dana kembali").Subjects.Count);
    }

    [Fact]
    public void A_title_of_signs_alone_is_no_subject()
    {
        var index = Articles.Index([Articles.Of("signs", "id", "???"), .. Articles.Shop()]);

        Assert.Equal("lacak", Best(index, "lacak paket")?.Id.Value);
        Assert.NotNull(index.Find(new("SIGNS")));
    }

    [Fact]
    public void The_same_knowledge_always_ranks_the_same()
    {
        var (one, two) = (Rank(Articles.Index(Articles.Shop()), "refund paket"), Rank(Articles.Index(Articles.Shop()), "refund paket"));

        Assert.Equal(one.Signals, two.Signals);
        Assert.Equal(one.Subjects.Select(s => s.Score), two.Subjects.Select(s => s.Score));
    }

    [Fact]
    public void The_owners_own_words_are_exact()
    {
        var index = Articles.Index(Articles.Shop());

        Assert.True(Rank(index, "Kode promo gagal!").IsExact);
        Assert.False(Rank(index, "kode promo saya gagal terus").IsExact);
    }

    [Fact]
    public void Two_identical_articles_are_never_exact()
    {
        var index = Articles.Index([Articles.Of("a", "id", "lacak paket"), Articles.Of("b", "id", "lacak paket")]);

        Assert.False(Rank(index, "lacak paket").IsExact);
    }

    [Fact]
    public void A_large_folder_is_ranked_without_training()
    {
        var many = Enumerable.Range(0, 3_000)
            .Select(i => Articles.Of(
                $"a{i}", "id", $"barang{i} satu{i}", $"soal{i} dua{i} tiga{i}", $"cara kata{i % 997} pakai barang{i}"));
        var index = Articles.Index([.. many]);

        Assert.Equal("a1234", Best(index, "cara pakai barang1234")?.Id.Value);
    }

    [Fact]
    public void An_article_is_foreign_only_to_a_language_that_nothing_of_its_subject_is_in()
    {
        var index = Articles.Index(
            [.. Articles.Shop(), Articles.Of("pos", "en-GB", "Where is the post office?"), Articles.Of("apa", "und", "kode apa saja")]);

        Assert.Equal([false, false, false, false, true, false], index.ForeignTo("id"));
        Assert.Equal([false, true, true, true, false, false], index.ForeignTo("en"));
        Assert.Null(index.ForeignTo(null));
        Assert.Null(Articles.Index(Articles.Offices()).ForeignTo("id"));
    }

    /// <summary>The English words are near the wrong article's; the vectors know better.</summary>
    [Fact]
    public void Words_do_not_speak_against_an_article_in_another_language()
    {
        var index = KnowledgeIndex.Build(
            [
                Articles.Of("hapus", "id", "Cara hapus akun", "tutup akun saya", "akun mau dihapus"),
                Articles.Of("reset", "en", "How do I reset my account?", "account reset", "my account is locked"),
            ],
            text => text.Contains("hapus", StringComparison.Ordinal) || text.Contains("tutup", StringComparison.Ordinal) ? [1, 0] : [0, 1],
            TestContext.Current.CancellationToken);
        var question = index.Ranker.Read(TextNormalizer.Normalize("how do I remove my account"));

        int Best(IReadOnlyList<bool>? foreign) =>
            index.Ranker.Rank(question, [0.73f, 0.68f], 2, CxBot.Knowledge.Ranking.RankMix.Default, foreign).Subjects[0].Subject;

        Assert.Equal(1, Best(null));
        Assert.Equal(0, Best(index.ForeignTo("en")));
    }

    private static CxBot.Knowledge.Ranking.SubjectRanking Rank(KnowledgeIndex index, string question) =>
        index.Ranker.Rank(index.Ranker.Read(TextNormalizer.Normalize(question)), null, 5, CxBot.Knowledge.Ranking.RankMix.Default);

    private static Article? Best(KnowledgeIndex index, string question) =>
        Rank(index, question).Subjects is [var best, ..] ? index.Choose(best, LanguageDetector.Detect(TextNormalizer.Words(question)))
            : null;
}
