using CxBot.Knowledge;

namespace CxBot.Tests.Knowledge;

public sealed class KnowledgeFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_article_is_read_with_all_that_it_says()
    {
        _folder.Write("retur/refund.md", """
            ---
            id: refund-timing
            title: Kapan dana saya kembali?
            language: id
            questions:
              - refund saya belum masuk
              - kapan dana saya kembali?
            tags: [pembayaran, retur]
            handover: offer
            skill: billing
            ---
            Dalam **3 hari**.

            Lebih lama? Tanya kami.
            """);

        var article = Assert.Single(Read());

        Assert.Equal("refund-timing", article.Id.Value);
        Assert.Equal(["Kapan dana saya kembali?", "refund saya belum masuk"], article.WaysToAsk);
        Assert.Equal(["pembayaran", "retur"], article.Tags);
        Assert.Equal(ArticleHandover.Offer, article.Handover);
        Assert.Equal("billing", article.Skill);
        Assert.Equal("Dalam **3 hari**.\n\nLebih lama? Tanya kami.", article.Body);
        Assert.Equal("retur/refund.md", article.File);
    }

    [Fact]
    public void What_is_not_said_has_a_default()
    {
        _folder.Write("retur/refund.md", "---\r\ntitle: Refund\r\n---\r\nIsi\r\n");

        var article = Assert.Single(Read());

        Assert.Equal("retur/refund", article.Id.Value);
        Assert.Equal("id", article.Language);
        Assert.Equal(ArticleHandover.Never, article.Handover);
        Assert.Null(article.Skill);
        Assert.Equal(["Refund"], article.WaysToAsk);
    }

    [Fact]
    public void The_guide_at_the_root_and_what_is_hidden_are_not_articles()
    {
        _folder.Write("README.md", "How to write an article");
        _folder.Write(".git/a.md", "x");
        _folder.Write(".draft.md", "x");
        _folder.Write("a.txt", "x");

        Assert.Empty(Read());
    }

    [Theory]
    [InlineData("no front matter", 1, "begins with a line of ---")]
    [InlineData("---\ntitle: A", 2, "never closed")]
    [InlineData("---\nlanguage: id\n---\nIsi", 1, "title is missing")]
    [InlineData("---\ntitle:\n---\nIsi", 2, "title is missing")]
    [InlineData("---\ntitle: A\n---\n \n", 3, "answer is empty")]
    [InlineData("---\ntitle: A\nquestion: B\n---\nIsi", 3, "unknown key 'question'")]
    [InlineData("---\ntitle: A\nlanguage: id\nhandover: sometimes\n---\nIsi", 4, "never, offer or always")]
    [InlineData("---\ntitle: A\nhandover: 1\n---\nIsi", 3, "never, offer or always")]
    [InlineData("---\ntitle: A\nlanguage: bahasa indonesia\n---\nIsi", 3, "BCP 47")]
    [InlineData("---\ntitle: A\nquestions: B\n---\nIsi", 3, "'questions' is a list")]
    [InlineData("---\ntitle: A\nquestions:\n  - b: c\n---\nIsi", 3, "needs quotes")]
    [InlineData("---\ntitle: [a, b]\n---\nIsi", 2, "one value, not a list")]
    [InlineData("---\ntitle: A\ntags: [a, b\n---\nIsi", 4, "not valid YAML")]
    [InlineData("---\ntitle: A\ntitle: B\n---\nIsi", 3, "not valid YAML")]
    [InlineData("---\ntitle: A\nid: \"a\\u200bb\"\n---\nIsi", 3, "invisible characters")]
    [InlineData("---\njust words\n---\nIsi", 2, "'key: value'")]
    public void What_is_wrong_is_said_with_file_and_line(string text, int line, string message)
    {
        _folder.Write("a/b.md", text);

        var problem = Assert.Single(Assert.Throws<KnowledgeException>(() => Read()).Problems);

        Assert.Equal("a/b.md", problem.File);
        Assert.Equal(line, problem.Line);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.StartsWith($"a/b.md:{line}: ", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_of_every_file_is_said_at_once()
    {
        _folder.Write("a.md", "---\ntitel: A\n---\n");
        _folder.Write("b.md", "x");

        var problems = Assert.Throws<KnowledgeException>(() => Read()).Problems;

        Assert.Equal(["a.md", "a.md", "a.md", "b.md"], problems.Select(p => p.File));
    }

    [Fact]
    public void An_id_taken_twice_names_both_files()
    {
        _folder.Write("a.md", "---\ntitle: A\nid: same\n---\nIsi");
        _folder.Write("b.md", "---\ntitle: B\nid: Same\n---\nIsi");

        var problem = Assert.Single(Assert.Throws<KnowledgeException>(() => Read()).Problems);

        Assert.Equal(("b.md", 3), (problem.File, problem.Line));
        Assert.Contains("taken by a.md", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_said()
    {
        File.WriteAllBytes(Path.Combine(_folder.Path, "a.md"), [0x2d, 0xff, 0xfe]);

        Assert.Contains("UTF-8", Assert.Throws<KnowledgeException>(() => Read()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reverted_card_payment?")]
    [InlineData("yes")]
    [InlineData("2231")]
    [InlineData("retur & refund/dana")]
    public void An_id_may_be_any_visible_text(string id)
    {
        _folder.Write("a.md", $"---\nid: {id}\ntitle: A\n---\nIsi");

        Assert.Equal(id, Assert.Single(Read()).Id.Value);
    }

    [Fact]
    public void A_byte_order_mark_is_no_problem()
    {
        _folder.Write("a.md", "\ufeff---\ntitle: A\n---\nIsi");

        Assert.Single(Read());
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_with_its_setting()
    {
        var missing = new KnowledgeFolder(Path.Combine(_folder.Path, "nowhere"));

        Assert.Contains("Knowledge:Folder", Assert.Throws<KnowledgeException>(missing.Read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_working_copy_is_found_from_beside_the_program() =>
        Assert.Equal(
            Path.Combine(Testing.Repository.Root, "knowledge"),
            KnowledgeFolder.Locate(new KnowledgeOptions { Folder = Path.Combine(Testing.Repository.Root, "knowledge") }).Path);

    private IReadOnlyList<Article> Read() => new KnowledgeFolder(_folder.Path).Read();
}
