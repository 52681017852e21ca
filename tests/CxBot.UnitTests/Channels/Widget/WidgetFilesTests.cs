using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CxBot.Conversations;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Channels.Widget;

/// <summary>What is sent to strangers' pages: small, in parts that need each other in one direction only, and in words that their browsers
/// can read.</summary>
public sealed partial class WidgetFilesTests
{
    private const int MaxPacked = 20 * 1024;
    private const int MaxLines = 250;

    /// <summary>Written for browsers of any age.</summary>
    private static readonly string[] Plain = ["cxbot.js", "chat.js"];

    private static string Folder => Repository.Folder("src/CxBot.Web/wwwroot/widget");

    private static IEnumerable<string> Scripts =>
        Directory.GetFiles(Folder, "*.js").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Modules => [.. Scripts.Except(Plain)];

    [Fact]
    public void Loader_and_code_together_are_at_most_20_KB()
    {
        var code = string.Concat(Scripts.Where(file => file != "chat.js").Select(Read));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(code));
        Assert.InRange(packed.Length, 1, MaxPacked);
    }

    [Fact]
    public void No_file_is_longer_than_a_reader_keeps_in_mind() =>
        Assert.All(Scripts.Append("widget.css"), file => Assert.InRange(Read(file).Count(c => c == '\n'), 1, MaxLines));

    [Fact]
    public void No_part_needs_one_that_needs_it()
    {
        var left = Scripts.Except(Plain).ToDictionary(file => file, file => Needs(file).ToList());
        while (left.FirstOrDefault(part => !part.Value.Exists(left.ContainsKey)).Key is { } free)
            left.Remove(free);
        Assert.Equal([], left.Select(part => $"{part.Key} needs {string.Join(" and ", part.Value.Where(left.ContainsKey))}"));
    }

    /// <summary>A part that is found only in another that has come is one way there and back later.</summary>
    [Fact]
    public void All_that_a_step_needs_is_asked_for_at_once()
    {
        var launcher = Read("launcher.js");
        var hints = Hints().Match(Read("cxbot.js")).Groups["parts"].Value.Split(' ').Select(part => part + ".js").ToHashSet();
        Assert.Equal(StaticImports().Matches(launcher).Select(Named).Order(), hints.Order());

        var asked = DynamicImports().Matches(launcher).Select(Named).ToHashSet();
        Assert.Equal(asked.Order(), Reached(asked).Except(hints).Order());
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void No_module_has_what_the_browsers_it_is_for_cannot_read(string file) =>
        Assert.DoesNotMatch(@"\(\?<[=!]|\.at\(|\.findLast\(|Promise\.withResolvers|structuredClone", Code(file));

    // A browser that cannot read one of them shows nothing at all, and says nothing.
    [Theory]
    [InlineData("cxbot.js", @"=>|`|\?\.|\?\?|\bconst\b|\blet\b|\bclass\b|\basync\b|\bimport\s*\(|catch \{")]
    [InlineData("chat.js", @"=>|`|\?\.|\?\?|\bconst\b|\blet\b|\bclass\b|\basync\b|\bimport\s*\(|catch \{")]
    [InlineData("widget.css", @"light-dark\((?!\))|@layer|@scope|:has\(|^\s*&")]
    public void No_file_has_what_the_browsers_it_is_for_cannot_read(string file, string newer) =>
        Assert.DoesNotMatch(new Regex(newer, RegexOptions.Multiline), Code(file));

    [Fact]
    public void Each_cause_of_a_handover_has_its_words() => Assert.All(
        Enum.GetNames<HandoverCause>().Select(JsonNamingPolicy.CamelCase.ConvertName),
        cause => Assert.Matches($@"(?m)^  {cause}: \['.+', '.+'\],$", Read("strings.js")));

    [Fact]
    public void A_reckoned_colour_stands_only_where_the_browser_said_that_it_knows_them()
    {
        var text = File.ReadAllText(Path.Combine(Folder, "widget.css"));
        var supports = text.IndexOf("@supports (color: color-mix", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"oklch|color-mix\((?!\))", Regex.Replace(text[..supports], @"/\*.*?\*/", "", RegexOptions.Singleline));
        var rest = text[text.IndexOf("* { box-sizing", StringComparison.Ordinal)..];
        Assert.DoesNotMatch("oklch|color-mix", rest);
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string Code(string file) => Comments().Replace(Read(file), "");

    private static IEnumerable<string> Needs(string file) =>
        StaticImports().Matches(Read(file)).Concat(DynamicImports().Matches(Read(file))).Select(Named);

    private static HashSet<string> Reached(IEnumerable<string> parts)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>(parts);
        while (open.TryDequeue(out var part))
            if (reached.Add(part))
                foreach (var needed in Needs(part))
                    open.Enqueue(needed);
        return reached;
    }

    private static string Named(Match import) => import.Groups["file"].Value;

    [GeneratedRegex(@"^\s*(//.*|/\*.*\*/)$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^import .*'\./(?<file>[^']+)';$", RegexOptions.Multiline)]
    private static partial Regex StaticImports();

    [GeneratedRegex(@"import\('\./(?<file>[^']+)'\)")]
    private static partial Regex DynamicImports();

    [GeneratedRegex(@"'(?<parts>[a-z ]+)'\.split\(' '\)\.forEach\(function \(part\)")]
    private static partial Regex Hints();
}
