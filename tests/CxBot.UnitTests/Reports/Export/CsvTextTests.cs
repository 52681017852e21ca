using CsCheck;
using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

public sealed class CsvTextTests
{
    private const string Leads = "=+-@＝＋－＠";

    private static readonly string[] Hostile =
    [
        "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\"=1", "=cmd|' /C calc'!A0", "bagus;=HYPERLINK(\"x\");", "a,=1", "a\n=1",
        "＝1", "--1", "-", "-5e3", "-5\n", "-0x1", "-1,2,3", "+62812",
    ];

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+62 812", "'+62 812")]
    [InlineData("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData(" =1", "' =1")]
    [InlineData("bagus;=HYPERLINK(1);", "bagus;'=HYPERLINK(1);")]
    [InlineData("-5", "-5")]
    [InlineData("-5,25", "-5,25")]
    [InlineData("-5.25", "-5.25")]
    [InlineData("a - b = c, d@e.test", "a - b = c, d@e.test")]
    [InlineData("", "")]
    public void What_would_begin_a_formula_stands_behind_an_apostrophe_and_the_rest_stays(string text, string wanted) =>
        Assert.Equal(wanted, CsvText.Inert(text));

    [Fact]
    public void No_text_begins_a_formula_whatever_separator_its_reader_expects()
    {
        foreach (var text in Hostile.Concat(Folders().SelectMany(HostileInputs.Lines)))
            AssertInert(text);
    }

    [Fact]
    public void No_random_text_begins_a_formula() => RandomTables.Text.Sample(AssertInert, iter: 5_000);

    [Fact]
    public void Only_apostrophes_are_added() => RandomTables.Text.Sample(text =>
        Assert.Equal(text.Replace("'", "", StringComparison.Ordinal), CsvText.Inert(text).Replace("'", "", StringComparison.Ordinal)), iter: 1_000);

    private static string[] Folders() => ["strings", "xss", "sqli", "prompt-injection", "traversal-ssrf"];

    private static void AssertInert(string text)
    {
        if (text is ['-', .. var number] && number.All(c => char.IsAsciiDigit(c) || c is ',' or '.'))
            return;
        var inert = CsvText.Inert(text);
        Assert.False(inert.Length > 0 && "\t\r\n".Contains(inert[0], StringComparison.Ordinal), inert);
        foreach (var cell in inert.Split([',', ';', '\t', '\r', '\n']))
            Assert.False(cell.TrimStart(' ', '"') is [var first, ..] && Leads.Contains(first, StringComparison.Ordinal), $"{inert} begins with {cell}");
    }
}
