using System.Text;

namespace CxBot.Words;

/// <summary>An answer's Markdown as text without a mark, for a reply that is shown as it stands: lists as lines, links as words and
/// address. Pure.</summary>
public static class PlainText
{
    public static string Of(string markdown) => Blocks(Dialect.Parse(markdown), "\n\n").Trim();

    private static string Blocks(IEnumerable<TextBlock> blocks, string between) =>
        string.Join(between, blocks.Select(Block).Where(text => text.Length > 0));

    private static string Block(TextBlock block) => block switch
    {
        TextBlock.Paragraph paragraph => Inlines(paragraph.Inlines),
        TextBlock.Bullets list => List(list),
        TextBlock.Quote quote => Blocks(quote.Blocks, "\n"),
        TextBlock.Code code => code.Text,
        _ => "",
    };

    private static string List(TextBlock.Bullets list)
    {
        var lines = new List<string>();
        foreach (var item in list.Items)
        {
            var mark = list.Start is { } start ? $"{start + lines.Count}. " : "- ";
            lines.Add(mark + Blocks(item, "\n").ReplaceLineEndings("\n   "));
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
        TextInline.Words words => words.Text,
        TextInline.Marked marked => Inlines(marked.Inlines),
        TextInline.Code code => code.Text,
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
        return words == address || address == "http://" + words ? words : $"{words} ({address})";
    }
}
