using System.Text;
using System.Text.RegularExpressions;
using CxBot.Words;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>An answer in WhatsApp's own formatting: *bold*, _italic_, ~struck~, `code`, lists and quotes; links as words and address.
/// Pure.</summary>
public static partial class WhatsAppMarkdown
{
    public static string Render(string markdown) => Blocks(Dialect.Parse(markdown), "\n\n").Trim();

    private static string Blocks(IEnumerable<TextBlock> blocks, string between) =>
        string.Join(between, blocks.Select(Block).Where(text => text.Length > 0));

    private static string Block(TextBlock block) => block switch
    {
        TextBlock.Paragraph paragraph => Inlines(paragraph.Inlines),
        TextBlock.Bullets list => List(list),
        TextBlock.Quote quote => string.Join('\n', Blocks(quote.Blocks, "\n").Split('\n').Select(line => "> " + line)),
        TextBlock.Code code => $"```{code.Text}```",
        _ => "",
    };

    private static string List(TextBlock.Bullets list)
    {
        var number = list.Start;
        var lines = new List<string>();
        foreach (var item in list.Items)
        {
            var mark = number is { } n ? $"{n}. " : "- ";
            number++;
            var text = Blocks(item, "\n").Split('\n');
            lines.Add(mark + string.Join('\n', text.Select((line, i) => i == 0 ? line : "   " + line)));
        }
        return string.Join('\n', lines);
    }

    private static string Inlines(IEnumerable<TextInline> inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines)
            text.Append(Inline(inline));
        return text.ToString();
    }

    private static string Inline(TextInline inline) => inline switch
    {
        TextInline.Words words => MisreadCode().Replace(words.Text, "`$0`"),
        TextInline.Marked marked =>
            Wrap(marked.Mark switch { TextMark.Strong => "*", TextMark.Struck => "~", _ => "_" }, Inlines(marked.Inlines)),
        TextInline.Code code => $"`{code.Text}`",
        TextInline.Break => "\n",
        TextInline.Link link => Link(link),
        _ => "",
    };

    private static string Link(TextInline.Link link)
    {
        var words = Inlines(link.Inlines);
        var address = link.Address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            || link.Address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)
            ? link.Address[(link.Address.IndexOf(':', StringComparison.Ordinal) + 1)..]
            : link.Address;
        return words == address || words == link.Address || address == "http://" + words ? words == link.Address ? address : words
            : $"{words} ({address})";
    }

    /// <summary>WhatsApp sees a mark only right beside the words.</summary>
    private static string Wrap(string mark, string text)
    {
        var inner = text.Trim();
        if (inner.Length == 0)
            return text;
        var before = text[..(text.Length - text.TrimStart().Length)];
        var after = text[text.TrimEnd().Length..];
        return before + mark + inner + mark + after;
    }

    /// <summary>A code to dial whose stars WhatsApp would take for bold letters: it takes a closing star before another sign.</summary>
    [GeneratedRegex(@"(?<![\w*#])\*\d+\*(?:#[\d*#]*|#)(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex MisreadCode();
}
