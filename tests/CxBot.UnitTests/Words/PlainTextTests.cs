using CxBot.Words;

namespace CxBot.Tests.Words;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("**Dana** kembali _cepat_ ~~lambat~~ `ya`", "Dana kembali cepat lambat ya")]
    [InlineData("# Cara\n\n1. Buka\n2. Tekan **Lacak**", "Cara\n\n1. Buka\n2. Tekan Lacak")]
    [InlineData("- satu\n- dua", "- satu\n- dua")]
    [InlineData("[Pesanan Saya](https://toko.example/pesanan)", "Pesanan Saya (https://toko.example/pesanan)")]
    [InlineData("https://toko.example", "https://toko.example")]
    [InlineData("[cs@toko.example](mailto:cs@toko.example)", "cs@toko.example")]
    [InlineData("Tekan *888*1# lalu <b>ok</b>", "Tekan *888*1# lalu <b>ok</b>")]
    [InlineData("", "")]
    public void Marks_are_gone_and_the_words_stay(string markdown, string text) => Assert.Equal(text, PlainText.Of(markdown));
}
