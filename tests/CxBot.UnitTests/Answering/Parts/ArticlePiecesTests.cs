using CxBot.Answering.Parts;

namespace CxBot.Tests.Answering.Parts;

public sealed class ArticlePiecesTests
{
    private const string Refund = """
        Dana kembali **1–14 hari kerja**, tergantung cara bayar:

        - **QRIS**: 1–3 hari kerja
        - **Kartu**: 7–14 hari kerja

        Hari libur tidak dihitung.
        """;

    [Fact]
    public void An_item_is_said_with_what_introduces_it_and_the_rest_keeps_its_list()
    {
        var part = Part(Refund, "- **Kartu**: 7–14 hari kerja");
        Assert.Equal("Dana kembali **1–14 hari kerja**, tergantung cara bayar:\n\n- **Kartu**: 7–14 hari kerja", part?.Text);
        Assert.Equal(
            "Dana kembali **1–14 hari kerja**, tergantung cara bayar:\n\n- **QRIS**: 1–3 hari kerja\n\nHari libur tidak dihitung.", part?.Rest);
    }

    [Fact]
    public void Where_the_whole_list_is_said_nothing_introduces_it_again()
    {
        var part = Part(Refund, "Dana kembali **1–14 hari kerja**, tergantung cara bayar:");
        Assert.Equal((Refund[..Refund.IndexOf("\n\nHari", StringComparison.Ordinal)], "Hari libur tidak dihitung."), Both(part));
    }

    [Fact]
    public void A_paragraph_is_said_alone_and_as_it_was_written()
    {
        var part = Part("Satu [tautan](https://a.example).\n\nDua **tebal**\nbaris.\n\nTiga.", "Dua **tebal**\nbaris.");
        Assert.Equal(("Dua **tebal**\nbaris.", "Satu [tautan](https://a.example).\n\nTiga."), (part?.Text, part?.Rest));
    }

    [Fact]
    public void Steps_belong_together_with_their_introduction()
    {
        var pieces = ArticlePieces.Of("Caranya:\n\n1. Buka.\n2. Tekan.\n   Tunggu.\n3. Selesai.\n\nGratis.");
        Assert.Equal(["Caranya:\n\n1. Buka.\n2. Tekan.\n   Tunggu.\n3. Selesai.", "Gratis."], pieces.Passages.Select(p => p.Text));
    }

    [Fact]
    public void A_row_is_said_with_its_header()
    {
        var part = Part("Tarif:\n\n| kota | hari |\n| --- | --- |\n| Bali | 3 |\n| Papua | 9 |\n\nSelamat belanja.", "| Papua | 9 |");
        Assert.Equal("Tarif:\n\n| kota | hari |\n| --- | --- |\n| Papua | 9 |", part?.Text);
        Assert.Equal("Tarif:\n\n| kota | hari |\n| --- | --- |\n| Bali | 3 |\n\nSelamat belanja.", part?.Rest);
    }

    [Fact]
    public void A_heading_is_said_with_what_follows_and_stays_where_something_is_left_below_it()
    {
        const string body = "## Kota\n\nSatu hari.\n\nDua hari.\n\n## Desa\n\nTiga hari.";
        Assert.Equal(("## Kota\n\nSatu hari.", "## Kota\n\nDua hari.\n\n## Desa\n\nTiga hari."), Both(Part(body, "Satu hari.")));
        Assert.Equal(("## Desa\n\nTiga hari.", "## Kota\n\nSatu hari.\n\nDua hari."), Both(Part(body, "## Desa\n\nTiga hari.")));
    }

    [Theory]
    [InlineData("Namun barang obral tidak.")]
    [InlineData("**Kecuali** barang obral.")]
    [InlineData("Jika tidak, kami ganti.")]
    [InlineData("However, sale items are not.")]
    public void What_takes_something_back_and_what_it_takes_back_are_never_parted(string restriction)
    {
        var body = $"Semua bisa diretur.\n\n{restriction}\n\nTerima kasih.";
        var whole = $"Semua bisa diretur.\n\n{restriction}";
        Assert.Equal((whole, "Terima kasih."), Both(Part(body, "Semua bisa diretur.")));
        Assert.Equal((whole, "Terima kasih."), Both(Part(body, restriction)));
    }

    [Fact]
    public void An_item_takes_along_what_restricts_its_list()
    {
        var part = Part("Gratis untuk:\n\n- Jawa\n- Bali\n\nKecuali barang besar.\n\nAyo!", "- Bali");
        Assert.Equal(("Gratis untuk:\n\n- Bali\n\nKecuali barang besar.", "Gratis untuk:\n\n- Jawa\n\nAyo!"), Both(part));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Satu.")]
    [InlineData("## Judul saja")]
    [InlineData("- satu\n- dua")]
    [InlineData("Diakhiri dengan titik dua:")]
    public void What_cannot_be_cut_has_no_parts(string body)
    {
        var pieces = ArticlePieces.Of(body);
        Assert.All(pieces.Passages, passage => Assert.Null(pieces.Part([passage])));
    }

    [Fact]
    public void No_article_of_the_shop_loses_a_line_whatever_is_said_first()
    {
        foreach (var file in Directory.EnumerateFiles(Testing.Repository.Folder("knowledge"), "*.md", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            var pieces = ArticlePieces.Of(text[(text.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..].Trim());
            var lines = Lines(text[(text.IndexOf("\n---\n", StringComparison.Ordinal) + 5)..]);
            foreach (var part in pieces.Passages.Select(p => pieces.Part([p])).OfType<ArticlePart>())
                Assert.Equal(lines, Lines(part.Text).Concat(Lines(part.Rest)).Distinct().Order());
        }
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(line => line.Trim().Length > 0).Distinct().Order();

    private static ArticlePart? Part(string body, string passage)
    {
        var pieces = ArticlePieces.Of(body);
        return pieces.Part([pieces.Passages.Single(p => p.Text == passage || p.Text.EndsWith("\n\n" + passage, StringComparison.Ordinal))]);
    }

    private static (string?, string?) Both(ArticlePart? part) => (part?.Text, part?.Rest);
}
