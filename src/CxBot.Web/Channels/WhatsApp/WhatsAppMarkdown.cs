using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>Markdown in WhatsApp's own formatting: *bold*, _italic_, ~struck~, `code`, lists and quotes; links as words and address. Pure.</summary>
public static class WhatsAppMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAutoLinks().UsePipeTables().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).Build();

    public static string Render(string markdown) => Blocks(Markdown.Parse(markdown, Pipeline), "\n\n").Trim();

    private static string Blocks(ContainerBlock container, string between) => string.Join(between, container.Select(Block).Where(text => text.Length > 0));

    private static string Block(Block block) => block switch
    {
        HeadingBlock heading => Wrap("*", Inlines(heading.Inline, plain: true)),
        ParagraphBlock paragraph => Inlines(paragraph.Inline, plain: false),
        ListBlock list => List(list),
        QuoteBlock quote => string.Join('\n', Blocks(quote, "\n").Split('\n').Select(line => "> " + line)),
        Table table => string.Join('\n', table.OfType<TableRow>().Select(row => string.Join(" | ", row.OfType<TableCell>().Select(cell => Blocks(cell, " "))))),
        CodeBlock code => $"```{code.Lines}```",
        ThematicBreakBlock => "",
        HtmlBlock => "",
        LeafBlock { Inline: { } inline } => Inlines(inline, plain: false),
        ContainerBlock other => Blocks(other, "\n"),
        _ => "",
    };

    private static string List(ListBlock list)
    {
        var number = list.IsOrdered && int.TryParse(list.OrderedStart, out var start) ? start : 1;
        var lines = new List<string>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            var text = Blocks(item, "\n").Split('\n');
            lines.Add(mark + string.Join('\n', text.Select((line, i) => i == 0 ? line : "   " + line)));
        }
        return string.Join('\n', lines);
    }

    private static string Inlines(ContainerInline? container, bool plain)
    {
        var text = new StringBuilder();
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling) text.Append(Inline(inline, plain));
        return text.ToString();
    }

    private static string Inline(Inline inline, bool plain) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        EmphasisInline emphasis => Wrap(plain ? "" : Mark(emphasis), Inlines(emphasis, plain)),
        CodeInline code => plain ? code.Content : $"`{code.Content}`",
        LineBreakInline => "\n",
        AutolinkInline link => link.Url,
        LinkInline link => Link(link, plain),
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        HtmlInline => "",
        ContainerInline container => Inlines(container, plain),
        _ => "",
    };

    private static string Link(LinkInline link, bool plain)
    {
        var words = Inlines(link, plain);
        // A link that leads nowhere a reader expects leaves only its words.
        if (link.IsImage || !(Uri.TryCreate(link.Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" or "tel")) return words;
        var address = uri.Scheme is "mailto" or "tel" ? link.Url![(link.Url!.IndexOf(':', StringComparison.Ordinal) + 1)..] : link.Url!;
        return words.Length == 0 || words == address || words == link.Url ? address : $"{words} ({address})";
    }

    private static string Mark(EmphasisInline emphasis) => emphasis.DelimiterChar == '~' ? "~" : emphasis.DelimiterCount >= 2 ? "*" : "_";

    /// <summary>WhatsApp sees a mark only right beside the words.</summary>
    private static string Wrap(string mark, string text)
    {
        var inner = text.Trim();
        if (inner.Length == 0 || mark.Length == 0) return text;
        var before = text[..(text.Length - text.TrimStart().Length)];
        var after = text[text.TrimEnd().Length..];
        return before + mark + inner + mark + after;
    }
}
