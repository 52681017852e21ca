using CxBot.Media;

namespace CxBot.Tests.Media;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("struk transfer.png", "struk transfer.png")]
    [InlineData("FOTO.PNG", "FOTO.PNG")]
    [InlineData("../../etc/passwd", "passwd.png")]
    [InlineData("C:\\Users\\sari\\foto.png", "foto.png")]
    [InlineData("page.html", "page.html.png")]
    [InlineData("photo\u202egnp.exe", "photognp.exe.png")]
    [InlineData("a\r\nSet-Cookie: x=1.png", "aSet-Cookie x=1.png")]
    [InlineData("bukti 🙏.png", "bukti 🙏.png")]
    [InlineData(".png", "png.png")]
    [InlineData("...", "file.png")]
    [InlineData("", "file.png")]
    [InlineData(null, "file.png")]
    public void A_name_is_for_people_to_read(string? name, string expected) => Assert.Equal(expected, FileNames.Clean(name, FileKind.Png));

    [Fact]
    public void Half_a_pair_is_made_whole() => Assert.Equal("half \uFFFD.png", FileNames.Clean("half \ud83d.png", FileKind.Png));

    [Fact]
    public void A_long_name_is_cut_and_keeps_its_ending()
    {
        var name = FileNames.Clean(new string('n', 500) + ".png", FileKind.Png);
        Assert.Equal(100, name.Length);
        Assert.EndsWith("n.png", name, StringComparison.Ordinal);
    }

    [Fact]
    public void No_hostile_name_leaves_a_way_out()
    {
        foreach (var name in HostileInputs.Lines("traversal-ssrf"))
        {
            var clean = FileNames.Clean(name, FileKind.Text);
            Assert.Equal(-1, clean.IndexOfAny(['/', '\\', '\0', '\r', '\n', ':']));
            Assert.False(clean.StartsWith('.') || clean.Length > 100, clean);
        }
    }
}
