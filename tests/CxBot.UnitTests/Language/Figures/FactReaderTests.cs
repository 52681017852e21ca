using CxBot.Language;
using CxBot.Language.Figures;

namespace CxBot.Tests.Language.Figures;

public sealed class FactReaderTests
{
    [Theory]
    [InlineData("Rp 15.000")]
    [InlineData("Rp15.000,-")]
    [InlineData("IDR 15,000")]
    [InlineData("15 ribu")]
    [InlineData("15rb")]
    [InlineData("15k")]
    [InlineData("Rp. 15000")]
    [InlineData("15.000 rupiah")]
    public void One_price_is_the_same_however_it_is_written(string text) =>
        Assert.Equal([new Fact("15000", "rp")], Lexicon.BuiltIn.Facts.Read($"Ongkirnya {text} ya."));

    [Theory]
    [InlineData("3 sampai 14 hari kerja", "3-14/workday")]
    [InlineData("3-14 hari", "3-14/day")]
    [InlineData("3 to 14 working days", "3-14/workday")]
    [InlineData("2 atau 3 hari", "2/day", "3/day")]
    [InlineData("Rp 10.000-15.000", "10000-15000/rp")]
    [InlineData("tiga hari", "3/day")]
    [InlineData("empat belas hari", "14/day")]
    [InlineData("seminggu", "1/week")]
    [InlineData("two weeks", "2/week")]
    [InlineData("twenty-five hours", "25/hour")]
    [InlineData("1,5 juta", "1500000/rp")]
    [InlineData("20%", "20/percent")]
    [InlineData("20 persen", "20/percent")]
    [InlineData("25 Desember 2026", "25/month12", "2026/")]
    [InlineData("25/12/2026", "25/month12", "2026/")]
    [InlineData("buka 08.00 sampai 21:00", "8:00/clock", "8/", "21:00/clock", "21/")]
    [InlineData("open until 9 pm", "21:00/clock")]
    [InlineData("tulis ke Bantuan@KedaiNusa.example", "bantuan@kedainusa.example/email")]
    [InlineData("https://www.kedainusa.example/retur/.", "kedainusa.example/retur/link")]
    [InlineData("[di sini](http://Evil.example/x)", "evil.example/x/link")]
    [InlineData("buka evil.example saja", "evil.example/link")]
    [InlineData("telepon +62 812-3456-7890", "081234567890/phone")]
    [InlineData("telepon 0812 3456 7890", "081234567890/phone")]
    public void Numbers_times_links_and_addresses_are_read_with_what_they_count(string text, params string[] facts) =>
        Assert.Equal(facts, Lexicon.BuiltIn.Facts.Read(text).Select(f => $"{f.Value}/{f.Unit}"));

    [Theory]
    [InlineData("salah satu cara")]
    [InlineData("Tekan Lupa kata sandi di halaman masuk.")]
    [InlineData("dll. dan sebagainya")]
    public void Plain_words_are_no_facts(string text) => Assert.Empty(Lexicon.BuiltIn.Facts.Read(text));

    [Fact]
    public void A_number_may_leave_out_its_unit_and_may_not_bring_another()
    {
        Assert.True(new Fact("3", null).IsSaidBy(new Fact("3", "workday")));
        Assert.False(new Fact("3", "day").IsSaidBy(new Fact("3", "workday")));
        Assert.False(new Fact("3", "hour").IsSaidBy(new Fact("3", null)));
    }

    [Fact]
    public void Any_text_is_read_without_a_failure() =>
        CsCheck.Check.Sample(CsCheck.Gen.String, text => Lexicon.BuiltIn.Facts.Read(text));
}
