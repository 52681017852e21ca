using System.Text;

namespace CxBot.Words;

/// <summary>An answer's Markdown as text without a mark, for what is shown as it stands: lists as lines, links as words and address. A
/// channel with marks of its own writes those instead. Pure.</summary>
public class PlainText
{
    private static readonly PlainText Unmarked = new();

    protected PlainText()
    {
    }

    public static string Of(string markdown) => Unmarked.Write(markdown);

    protected string Write(string markdown) => Blocks(Dialect.Parse(markdown), "\n\n").Trim();

    protected virtual string Quote(string text) => text;

    protected virtual string CodeBlock(string code) => code;

    protected virtual string Code(string code) => code;

    protected virtual string Words(string words) => words;

    protected virtual string Marked(TextMark mark, string text) => text;

    private string Blocks(IEnumerable<TextBlock> blocks, string between) =>
        string.Join(between, blocks.Select(Block).Where(text => text.Length > 0));

    private string Block(TextBlock block) => block switch
    {
        TextBlock.Paragraph paragraph => Inlines(paragraph.Inlines),
        TextBlock.Bullets list => List(list),
        TextBlock.Quote quote => Quote(Blocks(quote.Blocks, "\n")),
        TextBlock.Code code => CodeBlock(code.Text),
        _ => "",
    };

    private string List(TextBlock.Bullets list)
    {
        var lines = new List<string>();
        foreach (var item in list.Items)
        {
            var mark = list.Start is { } start ? $"{start + lines.Count}. " : "- ";
            lines.Add(mark + Blocks(item, "\n").Replace("\n", "\n   ", StringComparison.Ordinal));
        }
        return string.Join('\n', lines);
    }

    private string Inlines(IEnumerable<TextInline> inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines)
            text.Append(Inline(inline));
        return text.ToString();
    }

    private string Inline(TextInline inline) => inline switch
    {
        TextInline.Words words => Words(words.Text),
        TextInline.Marked marked => Marked(marked.Mark, Inlines(marked.Inlines)),
        TextInline.Code code => Code(code.Text),
        TextInline.Break => "\n",
        TextInline.Link link => Link(link),
        _ => "",
    };

    private string Link(TextInline.Link link)
    {
        var words = Inlines(link.Inlines);
        var address = link.Address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)
            || link.Address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)
            ? link.Address[(link.Address.IndexOf(':', StringComparison.Ordinal) + 1)..]
            : link.Address;
        if (words == link.Address)
            return address;
        return words == address || address == "http://" + words ? words : $"{words} ({address})";
    }
}
