using CxBot.Language.Text;

namespace CxBot.Tests.Language.Text;

public sealed class SpellingRepairTests
{
    private readonly SpellingRepair _repair = new(
        ["pembayaran", "pembayaran", "refund", "voucher", "kurir", "kirim", "dikirim", "reset", "akun", "alamat", "nusa"]);

    [Theory]
    [InlineData("pembayran", "pembayaran")]
    [InlineData("pmbyrn", "pembayaran")]
    [InlineData("refudn", "refund")]
    [InlineData("reffund", "refund")]
    [InlineData("vouchr", "voucher")]
    [InlineData("vocher", "voucher")]
    [InlineData("krim", "kirim")]
    [InlineData("alamaat", "alamat")]
    public void A_slip_becomes_the_word_that_was_meant(string written, string meant) => Assert.Equal(meant, _repair.Repair(written));

    [Theory]
    [InlineData("refund")]
    [InlineData("resep")]
    [InlineData("nasi")]
    [InlineData("asdfgh")]
    [InlineData("ab")]
    [InlineData("inv2231")]
    [InlineData("")]
    public void A_word_of_its_own_stays(string word) => Assert.Equal(word, _repair.Repair(word));

    [Fact]
    public void The_first_letter_decides_between_two_that_are_as_near() =>
        Assert.Equal("kasur", new SpellingRepair(["basur", "kasur"]).Repair("kasurr"));
}
