using System.IO.Compression;
using System.Text;
using CxBot.Media;

namespace CxBot.Tests.Media;

public sealed class PdfPagesTests
{
    [Fact]
    public void The_root_of_the_page_tree_counts_all_pages() =>
        Assert.Equal(12, PdfPages.Count(Latin1("""
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R /Outlines 9 0 R>> endobj
            2 0 obj <</Kids [3 0 R 4 0 R] /Type/Pages /Count 12 /Resources <</Font <<>> >> >> endobj
            3 0 obj <</Type /Pages /Parent 2 0 R /Count 7 /Kids []>> endobj
            9 0 obj <</Type /Outlines /Count 400>> endobj
            """)));

    [Fact]
    public void A_page_tree_that_is_packed_is_unpacked()
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write("2 0 3 40 <</Type/Pages/Count 3/Kids[3 0 R]>> <</Type/Page>>"u8);
        byte[] file = [.. Latin1("%PDF-1.5\n5 0 obj <</Type /ObjStm /N 2 /First 9 /Filter /FlateDecode>> stream\r\n"),
            .. packed.ToArray(), .. Latin1("\nendstream endobj")];
        Assert.Equal(3, PdfPages.Count(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>")]
    [InlineData("<</Type /Pages /Count -3>>")]
    [InlineData("<</Type /Pages /Count 99999999999999>>")]
    [InlineData("<</Type /ObjStm>> stream\nnothing that is packed\nendstream")]
    [InlineData("<</Type /ObjStm>> stream\nand no end")]
    public void What_does_not_say_it_plainly_has_no_number(string file) => Assert.Null(PdfPages.Count(Latin1(file)));

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
