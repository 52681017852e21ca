using CxBot.Knowledge;

namespace CxBot.Tests.Knowledge;

public sealed class ArticleReviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("[x](https://kedainusa.example/kontak)", 0)]
    [InlineData("[x](mailto:halo@kedainusa.example)", 0)]
    [InlineData("[x](/privasi)", 0)]
    [InlineData("[x](https://kontak)", 1)]
    [InlineData("[x]()", 1)]
    [InlineData("[x](tidak-ada.pdf)", 1)]
    [InlineData("![x](foto.png)", 1)]
    public void A_link_that_leads_nowhere_is_said(string body, int problems) =>
        Assert.Equal(problems, Advise(Articles.Of("a", "id", "satu") with { Body = body }).Count(p => p.Kind == AdviceKind.BrokenLink));

    [Fact]
    public void A_table_is_said_because_no_channel_shows_one()
    {
        var advice = Advise(Articles.Of("a", "id", "satu") with { Body = "| Kota | Hari |\n|---|---|\n| Jakarta | 2 |" },
            Articles.Of("b", "id", "dua") with { Body = "Senin | Selasa" });

        Assert.Equal((AdviceKind.Table, "a.md"), (Assert.Single(advice).Kind, advice[0].File));
    }

    [Fact]
    public void Answers_that_are_nearly_the_same_are_said()
    {
        var body = "Dana kembali dalam tiga sampai empat belas hari kerja setelah disetujui";
        var advice = Advise(Articles.Of("a", "id", "satu") with { Body = body }, Articles.Of("b", "id", "dua") with { Body = body + "." },
            Articles.Of("c", "id", "tiga"));

        var one = Assert.Single(advice);
        Assert.Equal((AdviceKind.NearDuplicate, "a.md"), (one.Kind, Assert.Single(one.Values)));
    }

    [Fact]
    public void What_nobody_has_touched_for_a_year_is_stale()
    {
        var advice = Assert.Single(
            ArticleReview.Advise([Articles.Of("a", "id", "satu")], "/", _ => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), Now));
        Assert.Equal((AdviceKind.Stale, "2025-01-01"), (advice.Kind, Assert.Single(advice.Values)));
    }

    private static IReadOnlyList<KnowledgeAdvice> Advise(params Article[] articles) => ArticleReview.Advise(articles, "/", _ => Now, Now);
}
