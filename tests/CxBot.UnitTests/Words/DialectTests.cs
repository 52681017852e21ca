using CxBot.Words;

namespace CxBot.Tests.Words;

public sealed class DialectTests
{
    [Theory]
    [InlineData("Promo *Batik* 50%")]
    [InlineData("# bukan judul\n- bukan daftar")]
    [InlineData("[x](https://evil.example) <b>y</b> `z` _a_")]
    public void Words_of_somebody_else_are_no_marks(string words)
    {
        var paragraph = Assert.IsType<TextBlock.Paragraph>(Assert.Single(Dialect.Parse($"“{Dialect.Escape(words)}”")));
        Assert.Equal($"“{words.ReplaceLineEndings(" ")}”", Assert.IsType<TextInline.Words>(Assert.Single(paragraph.Inlines)).Text);
    }

    [Fact]
    public void Any_text_can_be_read_and_written()
    {
        foreach (var text in new[] { "", " ", "\0", "\ud800", new string('>', 5_000), new string('*', 5_000),
            string.Concat(Enumerable.Repeat("- ", 2_000)), string.Concat(Enumerable.Repeat("[", 3_000)),
            "*" + new string('1', 4_000) + "#" })
            Assert.NotNull(Dialect.Normalize(text));
    }

    [Fact]
    public void A_table_is_told() =>
        Assert.Equal((true, false), (Dialect.HasTable("| a | b |\n|---|---|\n| 1 | 2 |"), Dialect.HasTable("a | b")));
}
