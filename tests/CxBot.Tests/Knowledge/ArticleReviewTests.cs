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
        Assert.Equal(problems, Advise(Articles.Of("a", "id", "satu") with { Body = body }).Count(p => p.Message.Contains("leads nowhere", StringComparison.Ordinal)));

    [Fact]
    public void Answers_that_are_nearly_the_same_are_said()
    {
        var body = "Dana kembali dalam tiga sampai empat belas hari kerja setelah disetujui";
        var advice = Advise(Articles.Of("a", "id", "satu") with { Body = body }, Articles.Of("b", "id", "dua") with { Body = body + "." }, Articles.Of("c", "id", "tiga"));

        Assert.Contains("nearly what a.md says", Assert.Single(advice).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_has_touched_for_a_year_is_stale() =>
        Assert.Contains("not touched since 2025-01-01", Assert.Single(ArticleReview.Advise([Articles.Of("a", "id", "satu")], "/", _ => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), Now)).Message, StringComparison.Ordinal);

    private static IReadOnlyList<KnowledgeProblem> Advise(params Article[] articles) => ArticleReview.Advise(articles, "/", _ => Now, Now);
}
