using CxBot.Knowledge.Encoding;

namespace CxBot.Tests.Knowledge.Encoding;

public sealed class SentencePiecesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SentencePieces _pieces;

    public SentencePiecesTests()
    {
        TinyEncoder.WriteXlmR(_folder.Path, ["paket", "Paket"], ["mana"]);
        _pieces = new SentencePieces(Path.Combine(_folder.Path, "sentencepiece.bpe.model"));
    }

    [Theory]
    [InlineData("paket mana", 0, 4, 6, 2)]
    [InlineData("  mana   paket ", 0, 6, 4, 2)]
    [InlineData("Paket", 0, 5, 2)]
    [InlineData("paket ?! mana", 0, 4, 7, 3, 6, 2)]
    [InlineData("", 0, 2)]
    public void A_text_has_the_numbers_of_XLM_R(string text, params int[] ids) =>
        Assert.Equal(ids.Select(i => (long)i), _pieces.Read(text, 128));

    [Fact]
    public void The_marks_are_no_words_of_a_customer() =>
        Assert.DoesNotContain(_pieces.Read("<s> </s> <pad> paket", 128)[1..^1], id => id is 0 or 1 or 2);

    [Fact]
    public void A_long_text_is_cut_between_its_marks()
    {
        var ids = _pieces.Read(string.Join(' ', Enumerable.Repeat("paket", 500)), 128);

        Assert.Equal([0, .. Enumerable.Repeat(4L, 126), 2], ids);
    }

    [Theory]
    [InlineData("\ud800")]
    [InlineData("paket \udc00\ud800 mana")]
    [InlineData("\u0645\u0631\u062d\u0628\u0627 \u202e\0")]
    public void Odd_texts_are_read_too(string text) => Assert.InRange(_pieces.Read(text, 128).Length, 3, 30);

    public void Dispose() => _folder.Dispose();
}
