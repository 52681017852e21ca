using CxBot.Labels;

namespace CxBot.Tests.Labels;

public sealed class LabelNameTests
{
    [Theory]
    [InlineData("  Retur \t barang ", "Retur barang")]
    [InlineData("退款 🙏🏽", "退款 🙏🏽")]
    [InlineData("👩‍👧 keluarga", "👩‍👧 keluarga")]
    [InlineData("a\u202Egnp.exe", "agnp.exe")]
    [InlineData("satu\ndua\0tiga", "satu duatiga")]
    [InlineData("<b>tebal</b>", "<b>tebal</b>")]
    public void A_name_is_any_script_on_one_line(string written, string kept) => Assert.Equal(kept, LabelName.Read(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u200D\u200B ")]
    [InlineData("\u3164\u2800")]
    public void What_nobody_can_see_is_no_name(string? written) => Assert.Null(LabelName.Read(written));

    [Fact]
    public void A_name_has_forty_letters_at_most()
    {
        Assert.NotNull(LabelName.Read(new string('x', 40)));
        Assert.Null(LabelName.Read(new string('x', 41)));
        Assert.Null(LabelName.Read("x" + new string('\u0301', 10_000)));
        Assert.Null(LabelName.Read(new string('\uD800', 40)));
    }

    [Fact]
    public void Everything_hostile_is_kept_as_it_looks_or_refused() =>
        Assert.All(HostileInputs.Lines("strings"), hostile =>
        {
            if (LabelName.Read(hostile) is not { } read)
                return;
            Assert.InRange(read.Length, 1, LabelName.MaxLength);
            Assert.InRange(LabelName.Key(read).Length, 1, LabelName.MaxKeyLength);
            Assert.Equal(read, LabelName.Read(read));
        });

    [Theory]
    [InlineData("Refund", "REFUND")]
    [InlineData("возврат", "ВОЗВРАТ")]
    [InlineData("ＲＥＦＵＮＤ", "refund")]
    [InlineData("ångström", "ÅNGSTRÖM")]
    public void Names_that_differ_in_capitals_alone_are_one(string one, string other) =>
        Assert.Equal(LabelName.Key(LabelName.Read(one)!), LabelName.Key(LabelName.Read(other)!));
}
