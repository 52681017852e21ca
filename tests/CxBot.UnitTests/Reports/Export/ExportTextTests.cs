using CxBot.Reports.Export;

namespace CxBot.Tests.Reports.Export;

public sealed class ExportTextTests
{
    [Fact]
    public void What_no_file_can_hold_is_replaced_and_the_rest_stays()
    {
        // In an attribute, halves of pairs would be replaced by the compiler.
        Assert.Equal("", ExportText.Clean(""));
        Assert.Equal("a\uFFFDb", ExportText.Clean("a\0b"));
        Assert.Equal("a\uFFFDb😀", ExportText.Clean("a\uDE00b😀"));
        Assert.Equal("\uFFFD\uFFFD\uFFFD", ExportText.Clean("\uD83D\0\uD83D"));
        Assert.Equal("e\u0301\u202E\uFEFF\r\n\t", ExportText.Clean("e\u0301\u202E\uFEFF\r\n\t"));
    }
}
