using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Channels.Widget;

/// <summary>What is sent to strangers' pages: small, and written so that the browsers we name can read it.</summary>
public sealed class WidgetFilesTests
{
    private const int Most = 20 * 1024;

    private static string Folder => Repository.Folder("src/CxBot.Web/wwwroot/widget");

    [Fact]
    public void Loader_and_code_together_are_at_most_20_KB()
    {
        var code = string.Concat(Directory.GetFiles(Folder, "*.js").Where(file => Path.GetFileName(file) != "chat.js").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(code));
        Assert.InRange(packed.Length, 1, Most);
    }

    // A browser that cannot read one of them shows nothing at all, and says nothing.
    [Theory]
    [InlineData("cxbot.js", @"=>|`|\?\.|\?\?|\bconst\b|\blet\b|\bclass\b|\basync\b|\bimport\s*\(|catch \{")]
    [InlineData("chat.js", @"=>|`|\?\.|\?\?|\bconst\b|\blet\b|\bclass\b|\basync\b|\bimport\s*\(|catch \{")]
    [InlineData("launcher.js", @"\(\?<[=!]|\.at\(|\.findLast\(|Promise\.withResolvers|structuredClone")]
    [InlineData("conversation.js", @"\(\?<[=!]|\.at\(|\.findLast\(|Promise\.withResolvers|structuredClone")]
    [InlineData("panel.js", @"\(\?<[=!]|\.at\(|\.findLast\(|Promise\.withResolvers|structuredClone")]
    [InlineData("markdown.js", @"\(\?<[=!]|\.at\(|\.findLast\(|Promise\.withResolvers|structuredClone")]
    [InlineData("widget.css", @"light-dark\((?!\))|@layer|@scope|:has\(|^\s*&")]
    public void No_file_has_what_the_browsers_it_is_for_cannot_read(string file, string newer)
    {
        var text = Regex.Replace(File.ReadAllText(Path.Combine(Folder, file)), @"^\s*(//.*|/\*.*\*/)$", "", RegexOptions.Multiline);
        Assert.DoesNotMatch(new Regex(newer, RegexOptions.Multiline), text);
    }

    [Fact]
    public void A_reckoned_colour_stands_only_where_the_browser_said_that_it_knows_them()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "widget.css"));
        var supports = text.IndexOf("@supports (color: color-mix", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"oklch|color-mix\((?!\))", Regex.Replace(text[..supports], @"/\*.*?\*/", "", RegexOptions.Singleline));
        var rest = text[text.IndexOf("* { box-sizing", StringComparison.Ordinal)..];
        Assert.DoesNotMatch("oklch|color-mix", rest);
    }
}
