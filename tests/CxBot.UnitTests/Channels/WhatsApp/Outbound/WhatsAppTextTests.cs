using System.Globalization;
using CsCheck;
using CxBot.Web.Channels.WhatsApp.Outbound;

namespace CxBot.Tests.Channels.WhatsApp.Outbound;

public sealed class WhatsAppTextTests
{
    private static readonly string[] Bits = ["halo", " ", "\n", "\n\n", ". ", "pesanan", "👨‍👩‍👧‍👦", "é", "e\u0301",
        "panjangsekalitanpaspasi", "🇮🇩", "x"];

    private static readonly Gen<string> Words = Gen.Int[0, Bits.Length - 1].Array[0, 400].Select(
        which => string.Concat(which.Select(i => Bits[i])));

    [Fact]
    public void Splitting_keeps_every_word_in_order_and_every_part_within_the_limit() =>
        Gen.Select(Words, Gen.Int[16, 300]).Sample((text, longest) =>
    {
        var parts = WhatsAppText.Split(text, longest);
        Assert.All(parts, part => Assert.InRange(part.Length, 1, longest));
        Assert.Equal(Bare(text), Bare(string.Concat(parts)));
        Assert.All(parts, part => Assert.True(!char.IsLowSurrogate(part[0]) && !char.IsHighSurrogate(part[^1])));
    }, iter: 500);

    [Fact]
    public void What_a_reader_sees_as_one_character_is_never_cut_apart()
    {
        var parts = WhatsAppText.Split(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 200)), 100);
        Assert.All(parts, part => Assert.Equal(0, part.Length % 11));
        Assert.Equal(200, parts.Sum(part => new StringInfo(part).LengthInTextElements));
    }

    [Fact]
    public void A_text_is_cut_between_paragraphs_where_it_can_be()
    {
        var first = new string('a', 3000);
        Assert.Equal([first, new string('b', 2000)], WhatsAppText.Split(first + "\n\n" + new string('b', 2000)));
        Assert.Empty(WhatsAppText.Split("  \n "));
    }

    [Theory]
    [InlineData("Lacak", 20, "Lacak")]
    [InlineData("Mengapa voucher saya tidak bisa dipakai?", 24, "Mengapa voucher saya…")]
    [InlineData("Bagaimana  melacak\npesanan", 24, "Bagaimana melacak…")]
    [InlineData("panjangsekalitanpaspasidandengantitik", 10, "panjangse…")]
    public void Titles_are_shortened_after_a_word(string text, int longest, string wanted)
    {
        var shortened = WhatsAppText.Shorten(text, longest);
        Assert.Equal(wanted, shortened);
        Assert.True(shortened.Length <= longest);
    }

    [Theory]
    [InlineData("**Tebal** dan *miring*, ~~coret~~ `kode`", "*Tebal* dan _miring_, ~coret~ `kode`")]
    [InlineData("# Judul\n\nIsi", "*Judul*\n\nIsi")]
    [InlineData("1. satu\n2. dua\n   - a\n   - b", "1. satu\n2. dua\n   - a\n   - b")]
    [InlineData("[Pesanan](https://toko.test/p) dan <https://toko.test>", "Pesanan (https://toko.test/p) dan https://toko.test")]
    [InlineData("[x](javascript:alert(1))", "x")]
    [InlineData("![gambar](https://toko.test/a.png)", "gambar (https://toko.test/a.png)")]
    [InlineData("> kutip\n> lagi", "> kutip\n> lagi")]
    [InlineData("a<script>alert(1)</script>b", "a<script>alert(1)</script>b")]
    [InlineData("Tekan *888*1# lalu telepon, atau *123*456#. SMS: CEK<spasi>SALDO<spasi><nomor pesanan> ke 9888.",
        "Tekan *888*1# lalu telepon, atau *123*456#. SMS: CEK<spasi>SALDO<spasi><nomor pesanan> ke 9888.")]
    [InlineData("Tekan *123*# ya", "Tekan `*123*#` ya")]
    [InlineData("Hubungi [kami](mailto:cs@toko.test)", "Hubungi kami (cs@toko.test)")]
    [InlineData("3 sampai 14 hari kerja.", "3 sampai 14 hari kerja.")]
    public void Markdown_becomes_what_WhatsApp_shows(string markdown, string wanted) =>
        Assert.Equal(wanted, WhatsAppMarkdown.Render(markdown));

    [Fact]
    public void A_table_becomes_lines() =>
        Assert.Equal("Kota | Hari\nJakarta | 2", WhatsAppMarkdown.Render("| Kota | Hari |\n|---|---|\n| Jakarta | 2 |"));

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
