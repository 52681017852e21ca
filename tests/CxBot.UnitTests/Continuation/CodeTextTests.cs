using CxBot.Continuation;
using CxBot.Language;
using CxBot.Words;

namespace CxBot.Tests.Continuation;

public sealed class CodeTextTests
{
    [Fact]
    public void A_new_code_is_found_again_in_our_own_words_alone_and_however_it_is_typed()
    {
        for (var i = 0; i < 300; i++)
        {
            var code = CodeText.New();
            Assert.Matches("^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", code);
            var bare = code.Replace("-", "", StringComparison.Ordinal);
            foreach (var language in CustomerWords.Languages)
                Assert.Equal(new CarriedCode(bare, true), CodeText.Read(CustomerWords.Say("ContinueWith", language, code)));
            foreach (var typed in new[] { code, bare, code.ToLowerInvariant(), $" {code}. ", code.Replace('-', ' ') })
                Assert.Equal(bare, CodeText.Read(typed)?.Code);
            Assert.Equal(new CarriedCode(bare, false), CodeText.Read($"ini kodenya {code} ya kak"));
        }
    }

    [Theory]
    [InlineData("oleh-oleh")]
    [InlineData("anak-anak saya suka")]
    [InlineData("sama-sama")]
    [InlineData("transfer")]
    [InlineData("kode promo HEMAT250 gagal")]
    [InlineData("pesanan INV-2231 saya rusak")]
    [InlineData("08123456789")]
    [InlineData("2345-6789")]
    [InlineData("paket saya sampai mana ya")]
    [InlineData("")]
    public void What_customers_write_otherwise_carries_none(string text) => Assert.Null(CodeText.Read(text));

    [Fact]
    public void A_code_is_kept_as_a_hash_that_does_not_show_it_and_never_printed()
    {
        var code = CodeText.New();
        Assert.Equal(CodeText.Hash(code), CodeText.Hash(code.Replace("-", "", StringComparison.Ordinal)));
        Assert.Matches("^[0-9a-f]{64}$", CodeText.Hash(code));
        Assert.DoesNotContain(code[..4], $"{CodeText.Read(code)}{new ContinuationRequest.Issue(code, "hash")}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lanjut di web", true)]
    [InlineData("Lanjut ke website dong!", true)]
    [InlineData("mau pindah ke web", true)]
    [InlineData("continue on the website please", true)]
    [InlineData("web", false)]
    [InlineData("kenapa web tidak bisa lanjut bayar", false)]
    [InlineData("lanjut di whatsapp", false)]
    public void The_wish_for_the_website_is_the_whole_message(string text, bool wishes) =>
        Assert.Equal(wishes, ContinuationWish.IsForWeb(text));
}
