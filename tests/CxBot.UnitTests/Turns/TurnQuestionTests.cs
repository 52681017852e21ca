using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Knowledge;
using CxBot.Turns;

namespace CxBot.Tests.Turns;

public sealed class TurnQuestionTests
{
    private static readonly TurnQuestion Indonesian = new("id");

    [Fact]
    public void One_article_is_asked_with_its_first_lines_as_yes_or_no()
    {
        var reply = Indonesian.Of([Found("a", "Apakah bisa kirim instan?", "Bisa, **khusus Jabodetabek**.\n\n1. Pilih kurir.")], null);

        Assert.Equal("Maksudnya: **Apakah bisa kirim instan?**\n\n> Bisa, khusus Jabodetabek.", reply.Text);
        Assert.Equal([("Ya, itu", "a"), ("Bukan itu", null)], reply.Content.Choices!.Select(c => (c.Title, c.ArticleId?.Value)));
    }

    [Fact]
    public void A_beginning_that_leads_to_a_list_stays_open() =>
        Assert.EndsWith("> Cara klaim…", Indonesian.Of([Found("a", "Garansi", "Cara klaim:\n\n1. Buka.")], null).Text,
            StringComparison.Ordinal);

    [Fact]
    public void A_long_beginning_is_cut_at_a_word()
    {
        var excerpt = Indonesian.Of([Found("a", "Judul", string.Join(' ', Enumerable.Repeat("ongkirnya", 60)))], null).Text.Split("> ")[1];

        Assert.InRange(excerpt.Length, 100, 160);
        Assert.EndsWith("ongkirnya…", excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_articles_are_asked_by_their_titles()
    {
        var reply = new TurnQuestion("en").Of([Found("a", "Refund"), Found("b", "Return")], null);

        Assert.Equal("Which of these do you mean?", reply.Text);
        Assert.Equal(["Refund", "Return", "None of these"], reply.Content.Choices!.Select(c => c.Title));
    }

    [Fact]
    public void An_open_question_is_quoted_without_its_signs_being_marks()
    {
        var reply = Indonesian.Of(new OpenQuestion("brp *hari*", [Found("a", "A"), Found("b", "B")]), isOnlyOne: true);

        Assert.Equal("Untuk “brp \\*hari\\*”, maksud Anda yang mana?", reply.Text);
        Assert.Equal(["A", "B", "Bukan ini semua"], reply.Content.Choices!.Select(c => c.Title));
    }

    [Fact]
    public void A_yes_is_to_one_question_alone()
    {
        var open = new OpenQuestion("brp hari", [Found("a", "A")]);

        var asked = Indonesian.Of(open, isOnlyOne: true);
        Assert.Equal(("Untuk “brp hari”, maksudnya: **A?**\n\n> Isi", "Ya, itu"), (asked.Text, asked.Content.Choices![0].Title));
        Assert.Equal("A", Indonesian.Of(open, isOnlyOne: false).Content.Choices![0].Title);
    }

    [Fact]
    public void What_nothing_answers_is_said_with_a_way_to_a_person()
    {
        var reply = Indonesian.Of(new OpenQuestion("jual laptop ga", []), isOnlyOne: true);

        Assert.StartsWith("Untuk “jual laptop ga” saya belum punya jawabannya.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["Bicara dengan tim kami"], reply.Content.Choices!.Select(c => c.Title));
    }

    private static Candidate Found(string id, string title, string body = "Isi") =>
        new(new Article(new(id), title, "id", [title], [], ArticleHandover.Never, null, body, id + ".md"), 1, title);
}
