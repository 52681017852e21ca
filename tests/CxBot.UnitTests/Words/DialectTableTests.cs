using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp.Outbound;
using CxBot.Web.Desk.OneConversation.Messages;
using CxBot.Words;
using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace CxBot.Tests.Words;

/// <summary>One table of what is written and what is seen (<c>dialect.json</c>), which desk, WhatsApp and widget must all show: ⟦b|strong⟧
/// ⟦i|emphasis⟧ ⟦s|struck⟧ ⟦c|code⟧ ⟦a address|link⟧.</summary>
public sealed partial class DialectTableTests
{
    private static readonly string[][] Table = JsonSerializer.Deserialize<string[][]>(
        File.ReadAllText(Repository.Folder("tests/CxBot.UnitTests/Words/dialect.json")))!;

    /// <summary>As stock clients read it: CommonMark with what GitHub adds.</summary>
    private static readonly MarkdownPipeline Stock = new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).Build();

    [Fact]
    public void The_table_has_its_two_hundred_cases() => Assert.True(Table.Length >= 200, $"{Table.Length}");

    [Fact]
    public void The_desk_shows_what_the_table_says() =>
        Assert.Equal(Shown(), Table.Select(c => (c[0], Seen(Html(BotMarkdown.Render(c[0]).Value)))));

    [Fact]
    public void WhatsApp_shows_what_the_table_says() => Assert.Equal(
        Table.Select(c => (c[0], OnWhatsApp(c[1]))),
        Table.Select(c => (c[0], Indent().Replace(WhatsAppMarkdown.Render(c[0]).Replace("\n\n", "\n", StringComparison.Ordinal), ""))));

    /// <summary>The widget's own file, run by Node.js on what the server sends.</summary>
    [Fact]
    public async Task The_widget_shows_what_the_table_says()
    {
        var run = await Node.RunAsync(
            [Repository.Folder("tests/CxBot.UnitTests/Words/seen.js")],
            JsonSerializer.Serialize(Table.Select(c => Dialect.Normalize(c[0]))),
            TestContext.Current.CancellationToken);
        Assert.True(run.Ended, run.Errors);
        var seen = JsonSerializer.Deserialize<string[]>(run.Output)!;
        Assert.Equal(Shown(), Table.Select((c, at) => (c[0], seen[at])));
    }

    /// <summary>What stock clients get is read by CommonMark: it must be the same to it, and a second writing changes nothing.</summary>
    [Fact]
    public void What_is_sent_reads_the_same_again() => Assert.All(Table, c =>
    {
        var sent = Dialect.Normalize(c[0]);
        Assert.Equal(c[1], Seen(Html(Markdown.ToHtml(sent, Stock))));
        Assert.Equal(sent, Dialect.Normalize(sent));
    });

    private static XElement Html(string html) =>
        XElement.Parse($"<r>{html.Replace("<br>", "<br/>", StringComparison.Ordinal)}</r>", LoadOptions.PreserveWhitespace);

    private static IEnumerable<(string, string)> Shown() => Table.Select(c => (c[0], c[1]));

    private static string Seen(XElement element) => string.Join('\n', Lines(element.Nodes()));

    private static IEnumerable<string> Lines(IEnumerable<XNode> nodes)
    {
        var inline = "";
        foreach (var node in nodes)
        {
            if (node is not XElement { Name.LocalName: "p" or "ul" or "ol" or "blockquote" or "pre" } block)
            {
                inline += Inline(node);
                continue;
            }
            if (inline.Trim().Length > 0)
                yield return inline.Trim();
            inline = "";
            var number = (int?)block.Attribute("start") ?? 1;
            var lines = block.Name.LocalName switch
            {
                "p" => [string.Concat(block.Nodes().Select(Inline)).Trim()],
                "pre" => [$"⟦p|{block.Value.TrimEnd('\n')}⟧"],
                "blockquote" => Lines(block.Nodes()).SelectMany(l => l.Split('\n')).Select(l => "> " + l),
                var list => block.Elements("li")
                    .SelectMany(item => Lines(item.Nodes()).DefaultIfEmpty("")
                        .Select((line, at) => at > 0 ? line : list == "ol" ? $"{number++}. {line}" : "- " + line)),
            };
            foreach (var line in lines)
                yield return line;
        }
        if (inline.Trim().Length > 0)
            yield return inline.Trim();
    }

    private static string Inline(XNode node) => node switch
    {
        XText text => text.Value.TrimStart('\n'),
        XElement { Name.LocalName: "br" } => "\n",
        XElement { Name.LocalName: "a" } link => $"⟦a {(string?)link.Attribute("href")}|{string.Concat(link.Nodes().Select(Inline))}⟧",
        XElement element =>
            $"⟦{element.Name.LocalName switch { "strong" => "b", "em" => "i", "del" => "s", "code" => "c", var other => other }}|{string.Concat(element.Nodes().Select(Inline))}⟧",
        _ => "",
    };

    private static string OnWhatsApp(string shown)
    {
        while (Innermost().IsMatch(shown))
            shown = Innermost().Replace(shown, m => (m.Groups["mark"].Value[0], m.Groups["words"].Value) switch
            {
                ('b', var words) => $"*{words}*",
                ('i', var words) => $"_{words}_",
                ('s', var words) => $"~{words}~",
                ('c', var words) => $"`{words}`",
                ('p', var words) => $"```{words}```",
                (_, var words) => Link(m.Groups["mark"].Value[2..], words),
            });
        // WhatsApp takes a closing star before another sign for the end of bold words: such a code is set as code.
        return Indent().Replace(shown, "").Replace("*123*# ", "`*123*#` ", StringComparison.Ordinal);
    }

    private static string Link(string address, string words)
    {
        var bare = address.Replace("mailto:", "", StringComparison.Ordinal).Replace("tel:", "", StringComparison.Ordinal);
        return words == bare || "http://" + words == address ? words : $"{words} ({bare})";
    }

    [GeneratedRegex(@"⟦(?<mark>[bisc]|p|a [^|⟦]+)\|(?<words>[^⟦⟧]*)⟧")]
    private static partial Regex Innermost();

    [GeneratedRegex(@"^ +", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
