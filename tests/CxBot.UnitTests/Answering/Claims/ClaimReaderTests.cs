using CxBot.Answering.Claims;

namespace CxBot.Tests.Answering.Claims;

public sealed class ClaimReaderTests
{
    [Theory]
    [InlineData("Dana kembali dalam 3 hari. [1] Hubungi kami. [2]", "Dana kembali dalam 3 hari.|Hubungi kami.")]
    [InlineData("Dana kembali [1]. Hubungi kami [1, 2].", "Dana kembali.|Hubungi kami.")]
    [InlineData("Biaya Rp. 15.000 per kg. Ya!", "Biaya Rp. 15.000 per kg.|Ya!")]
    [InlineData("1. Buka Pesanan.\n2. Tekan Lacak\n\n- Selesai", "Buka Pesanan.|Tekan Lacak|Selesai")]
    [InlineData("Buka jam 08.00-21.00 tiap hari", "Buka jam 08.00-21.00 tiap hari")]
    public void Sentences_come_out_without_their_citations(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), All(text, text.Length));
        // However it is cut on its way.
        for (var size = 1; size < 9; size++)
            Assert.Equal(expected.Split('|'), All(text, size));
    }

    [Fact]
    public void A_sentence_knows_which_passages_it_cites()
    {
        var reader = new ClaimReader();
        reader.Append("Satu. [1] Dua [2, 3]. Tiga.");
        Assert.Equal([1], reader.Take(true)!.Cited);
        Assert.Equal([2, 3], reader.Take(true)!.Cited);
        Assert.Empty(reader.Take(true)!.Cited);
        Assert.Null(reader.Take(true));
    }

    [Fact]
    public void What_is_taken_keeps_its_layout_and_loses_its_citations()
    {
        var reader = new ClaimReader();
        reader.Append("Caranya:\n\n1. Buka Pesanan. [1]\n2. Tekan **Lacak** [1].\n\nSelesai");
        while (reader.Take(ended: false) is not null) { }
        Assert.Equal("Caranya:\n\n1. Buka Pesanan.\n2. Tekan **Lacak**.", reader.Taken);
    }

    [Fact]
    public void A_sentence_waits_until_its_citation_is_there()
    {
        var reader = new ClaimReader();
        reader.Append("Dana kembali.");
        Assert.Null(reader.Take(ended: false));
        reader.Append(" [");
        Assert.Null(reader.Take(ended: false));
        reader.Append("2] Lalu");
        Assert.Equal([2], reader.Take(ended: false)!.Cited);
    }

    private static List<string> All(string text, int size)
    {
        var reader = new ClaimReader();
        var found = new List<string>();
        foreach (var bit in text.Chunk(size))
        {
            reader.Append(new string(bit));
            while (reader.Take(ended: false) is { } claim)
                found.Add(claim.Text);
        }
        while (reader.Take(ended: true) is { } claim)
            found.Add(claim.Text);
        return found;
    }
}
