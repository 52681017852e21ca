using CxBot.Language.Tables;

namespace CxBot.Tests.Language.Tables;

public sealed class PhrasesTests
{
    private static readonly Dictionary<string, string[]> Lists = new()
    {
        ["people"] = ["cs", "customer service", "agen(nya)?"],
        ["between"] = ["saya", "dengan"],
    };

    [Theory]
    [InlineData("kata sandi", "lupa kata sandi saya", true)]
    [InlineData("kata sandi", "kata yang sandi", false)]
    [InlineData("muntah*", "anak saya muntah2", true)]
    [InlineData("annoy+", "annoy", false)]
    [InlineData("annoy+", "annoying", true)]
    [InlineData("mau (mati|bunuh diri)", "mau bunuh diri", true)]
    [InlineData("mau (mati|bunuh diri)", "mau bunuh waktu", false)]
    [InlineData("bukan (itu|ini) yang? saya? tanya*", "bukan itu tanyaku", true)]
    [InlineData("bukan (itu|ini) yang? saya? tanya*", "bukan itu saya yang tanya", false)]
    [InlineData("(bot|robot)(nya)? bodoh", "robotnya bodoh", true)]
    [InlineData("(ke|di|ter)tipu", "saya tertipu", true)]
    [InlineData("(ke|di|ter)tipu", "saya tipu", false)]
    [InlineData("sudah (di|mem)?(bantu|jawab)", "sudah bantu", true)]
    [InlineData("minta <people>", "minta customer service", true)]
    [InlineData("minta <people>", "minta agennya", true)]
    [InlineData("minta ..2 <people>", "minta tolong dong cs", true)]
    [InlineData("minta ..2 <people>", "minta tolong dong ya cs", false)]
    [InlineData("bicara ..<between> cs", "bicara dengan saya dengan cs", true)]
    [InlineData("bicara ..<between> cs", "bicara lewat cs", false)]
    [InlineData("untuk # orang", "untuk 12 orang", true)]
    [InlineData("untuk # orang", "untuk dua orang", false)]
    [InlineData("alergi !apa*", "alergi apakah", false)]
    [InlineData("alergi !apa*", "saya alergi", true)]
    [InlineData("kamu bot &(ya*|$)", "kamu bot", true)]
    [InlineData("kamu bot &(ya*|$)", "kamu bot yah", true)]
    [InlineData("kamu bot &(ya*|$)", "kamu bot bagus", false)]
    [InlineData("mau mati saja? $", "saya mau mati saja", true)]
    [InlineData("mau mati saja? $", "mau mati lampu", false)]
    [InlineData("my *", "not my", false)]
    [InlineData("my *", "not my question", true)]
    public void A_phrase_is_found_among_words(string phrase, string words, bool found) =>
        Assert.Equal(found, Phrases(phrase).AreIn(words.Split(' ')));

    [Fact]
    public void The_longest_reading_is_taken_out()
    {
        var phrases = Phrases("kamu bot", "kamu bot (apa|atau) orang");
        Assert.Equal(["halo", "ya"], phrases.WithoutFirst("halo kamu bot atau orang ya".Split(' ')));
        Assert.Equal(["halo", "ya"], Phrases("kamu bot").Without("kamu bot halo kamu bot ya".Split(' ')));
        Assert.Null(Phrases("kamu bot").WithoutFirst(["halo"]));
    }

    [Fact]
    public void What_only_looks_ahead_stays() =>
        Assert.Equal(["ya"], Phrases("kamu bot &ya").WithoutFirst(["kamu", "bot", "ya"]));

    [Theory]
    [InlineData("minta <nobody>")]
    [InlineData("minta (cs|orang")]
    [InlineData("minta cs)")]
    public void A_phrase_that_cannot_be_read_is_an_error(string phrase) => Assert.Throws<FormatException>(() => Phrases(phrase));

    private static Phrases Phrases(params string[] phrases) =>
        new(new PhraseParser(list => Entries(Lists.GetValueOrDefault(list) ?? [])).Parse(Entries(phrases)));

    private static IReadOnlyList<TableEntry> Entries(string[] texts) => [.. texts.Select(text => new TableEntry("id", text, null))];
}
