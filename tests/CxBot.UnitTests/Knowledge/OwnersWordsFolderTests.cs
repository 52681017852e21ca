using CxBot.Knowledge;
using CxBot.Language.Text;
using CxBot.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Knowledge;

public sealed class OwnersWordsFolderTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Words_are_read_from_every_file_of_the_folder_and_are_no_articles()
    {
        _folder.Write("a.md", Articles.File("Ongkir"));
        _folder.Write("language/README.md", "How our customers write");
        _folder.Write("language/shop.txt", "[slang]\nkenus = kedai nusa");
        _folder.Write("language/places.txt", "[names]\nSleman");

        var content = new KnowledgeFolder(_folder.Path).ReadAll();

        Assert.Single(content.Articles);
        Assert.Equal(["kedai", "nusa"], content.Words.Slang["kenus"]);
        Assert.Equal(["sleman"], content.Words.Names);
    }

    [Fact]
    public void A_bad_line_and_an_article_in_the_wrong_place_name_file_and_line()
    {
        _folder.Write("a.md", "no front matter");
        _folder.Write("language/a.md", Articles.File("Ongkir"));
        _folder.Write("language/shop.txt", "[slang]\nkenus = kedai nusa\nkedai nusa = kenus");

        var problems = Assert.Throws<KnowledgeException>(() => new KnowledgeFolder(_folder.Path).Read()).Problems;

        Assert.Equal([("a.md", 1), ("language/a.md", null), ("language/shop.txt", (int?)3)], problems.Select(p => (p.File, p.Line)));
    }

    [Fact]
    public async Task Words_are_live_once_the_file_is_saved_and_a_bad_line_keeps_the_last_good_ones()
    {
        _folder.Write("a.md", Articles.File("Apakah kedai nusa buka?"));
        var options = Options.Create(new KnowledgeOptions { Folder = _folder.Path, Encoder = "None" });
        using var knowledge = new KnowledgeBase(options, new FakeTimeProvider(), NullLogger<KnowledgeBase>.Instance);
        await knowledge.LoadAsync(Stop);
        Assert.Equal("kenus", Normal("kenus"));

        _folder.Write("language/shop.txt", "[slang]\nkenus = kedai nusa");
        await knowledge.LookAsync(Stop);
        Assert.Equal("kedai nusa", Normal("kenus"));
        Assert.Empty(knowledge.Problems);

        _folder.Write("language/shop.txt", "[slang]\nkenus = warung lain\nkedai nusa = kenus");
        await knowledge.LookAsync(Stop);
        Assert.Equal("kedai nusa", Normal("kenus"));
        Assert.Equal("language/shop.txt", Assert.Single(knowledge.Problems).File);

        string Normal(string text) => string.Join(' ', TextNormalizer.Normalize(text, knowledge.Current.Lexicon).Select(w => w.Stem));
    }
}
