using CxBot.Language;
using CxBot.Language.Text;

namespace CxBot.Tests.Language;

public sealed class OwnersWordsTests
{
    [Fact]
    public void Slang_of_the_owner_is_spelt_out_and_stands_before_the_programs()
    {
        var lexicon = Lexicon.BuiltIn.With(Read("[slang]\nkenus, KdNusa = Kedai Nusa\ntf = tas fifa", out var problems));

        Assert.Empty(problems);
        Assert.Equal("kedai nusa buka", Normal("kenus buka", lexicon));
        Assert.Equal("kedai nusa buka", Normal("kdnusa buka", lexicon));
        Assert.Equal("tas fifa", Normal("tf", lexicon));
        Assert.Equal("transfer", Normal("tf", Lexicon.BuiltIn));
    }

    [Fact]
    public void A_name_is_neither_slang_nor_a_form_of_address_and_keeps_its_ending()
    {
        Assert.Equal("piringan bang", Normal("Piringanku Mas Bang", Lexicon.BuiltIn.With(Read("[names]\nBang", out _))));
        var lexicon = Lexicon.BuiltIn.With(Read("[names]\nGan, Sambalku, Mas Tf", out var problems));

        Assert.Empty(problems);
        Assert.Equal("gan sambalku mas tf", Normal("gan sambalku mas tf", lexicon));
        Assert.Equal("sambal transfer", Normal("gan sambalku mas tf", Lexicon.BuiltIn));
    }

    [Fact]
    public void A_name_is_never_repaired()
    {
        var lexicon = Lexicon.BuiltIn.With(Read("[names]\nKirana", out _));

        Assert.Equal("kiriman", new SpellingRepair(["kiriman"]).Repair("kirimen"));
        Assert.Equal("kirana", new SpellingRepair(["kiran"], new OtherWords(lexicon, null)).Repair("kirana"));
        Assert.Equal("kiran", new SpellingRepair(["kiran"]).Repair("kirana"));
    }

    [Fact]
    public void What_the_owner_says_counts_in_what_a_message_wishes()
    {
        var lexicon = Lexicon.BuiltIn.With(Read("[slang]\nhoyong = mau\njalmi = orang", out _));

        Assert.True(Utterance.Read("hoyong bicara ke jalmi", null, lexicon).WantsPerson);
        Assert.False(Utterance.Read("hoyong bicara ke jalmi", null).WantsPerson);
    }

    [Theory]
    [InlineData("kenus = kedai nusa", 1, "below a section")]
    [InlineData("[slang]\n\nkedai nusa = kenus", 3, "'kedai nusa' is not one word")]
    [InlineData("[slang]\nkenus", 2, "slang is written as")]
    [InlineData("[slang]\nkenus =", 2, "not a line of a table")]
    [InlineData("[slang]\nkenus = satu dua tiga empat lima enam", 2, "one to 5 words")]
    [InlineData("[names]\nKirana = kiriman", 2, "a name has no other meaning")]
    [InlineData("# ours\n[product]\nKirana", 3, "unknown section [product]")]
    [InlineData("[names\nKirana", 1, "not a section")]
    public void A_bad_line_is_told_with_its_place(string text, int line, string message)
    {
        Read(text, out var problems);

        var (at, problem) = problems[0];
        Assert.Equal(line, at);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_words_are_the_programs_own() => Assert.Same(Lexicon.BuiltIn, Lexicon.BuiltIn.With(Read("# nothing yet", out _)));

    private static string Normal(string text, Lexicon lexicon) =>
        string.Join(' ', TextNormalizer.Normalize(text, lexicon).Select(w => w.Stem));

    private static OwnersWords Read(string text, out List<(int Line, string Problem)> problems)
    {
        var found = new List<(int, string)>();
        problems = found;
        return OwnersWords.None.Add(text, (line, problem) => found.Add((line, problem)));
    }
}
