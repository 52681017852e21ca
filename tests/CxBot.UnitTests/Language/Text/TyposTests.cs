using CxBot.Language.Text;
using CxBot.Web.Channels;

namespace CxBot.Tests.Language.Text;

public sealed class TyposTests
{
    [Fact]
    public void A_text_is_misspelt_in_a_third_of_its_longer_words_and_always_alike()
    {
        var words = TextNormalizer.Words("kapan dana pengembalian masuk rekening setelah pesanan dibatalkan penjual")
            .Select(w => new Word(w, w)).ToArray();

        var once = Typos.In(words);

        Assert.Equal(once, Typos.In(words));
        Assert.Equal(words.Length, once.Count);
        Assert.InRange(words.Zip(once).Count(p => p.First != p.Second), 1, 6);
        Assert.All(words.Zip(once), p => Assert.Equal(p.First.Stem[0], p.Second.Stem[0]));
    }

    [Theory]
    [InlineData("cod")]
    [InlineData("a b c")]
    [InlineData("13102024")]
    [InlineData("")]
    public void Short_words_and_numbers_stay(string text)
    {
        Word[] words = [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => new Word(w, w))];

        Assert.Equal(words, Typos.In(words));
    }

    [Fact]
    public void Most_typos_are_repaired_by_the_knowledges_own_words()
    {
        string[] known = ["pengembalian", "rekening", "pesanan", "penjual", "dibatalkan", "pembayaran", "voucher", "pengiriman", "alamat",
            "password", "kurir", "ongkir"];
        var repair = new SpellingRepair(known);

        var back = known.Count(w => repair.Repair(Typos.In([new Word(w, w)])[0].Stem) == w);

        Assert.True(back >= 10, $"{back} of {known.Length}");
    }
}
