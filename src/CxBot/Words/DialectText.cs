using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CxBot.Words;

/// <summary>Writes the tree of a text as Markdown that every reader of it reads alike: stock clients by CommonMark, our widget by its few
/// rules.</summary>
internal static partial class DialectText
{
    public static string Write(IReadOnlyList<TextBlock> blocks) => Write(blocks, "\n\n");

    /// <summary>Escapes what could be taken for a mark.</summary>
    /// <param name="atStart">Whether a line begins with it, where more signs mean something.</param>
    public static string Escape(string words, bool atStart)
    {
        var text = Entity().Replace(Signs().Replace(words, @"\$0"), @"\$0");
        text = Scheme().Replace(text, @"$1\:");
        return atStart ? LineStart()
            .Replace(text, m => m.Groups["number"].Success ? $"{m.Groups["number"].Value}\\{m.Groups["dot"].Value}" : "\\" + m.Value)
            : text;
    }

    /// <summary>An address without signs that would end it too soon.</summary>
    public static string Address(string address) => Foreign().Replace(address, m => Uri.HexEscape(m.Value[0]));

    private static string Write(IReadOnlyList<TextBlock> blocks, string between)
    {
        var text = new StringBuilder();
        TextBlock? before = null;
        var star = false;
        foreach (var block in blocks)
        {
            if (before is not null)
                text.Append(between);
            // Two lists in a row stay two by another sign.
            star = before is TextBlock.Bullets one && block is TextBlock.Bullets other && one.Start is null == other.Start is null && !star;
            text.Append(Block(block, star));
            before = block;
        }
        return text.ToString();
    }

    private static string Block(TextBlock block, bool star) => block switch
    {
        TextBlock.Paragraph paragraph => Inlines(paragraph.Inlines, atStart: true).Trim(),
        TextBlock.Bullets list => List(list, star),
        TextBlock.Quote quote => string.Join('\n', Write(quote.Blocks).Split('\n').Select(line => line.Length == 0 ? ">" : "> " + line)),
        TextBlock.Code { Text: var text } => new string('`', Fence(text, 3)) is var fence ? $"{fence}\n{text}\n{fence}" : "",
        _ => throw new InvalidOperationException(block.GetType().Name),
    };

    private static string List(TextBlock.Bullets list, bool star)
    {
        var number = list.Start;
        var items = new List<string>();
        foreach (var item in list.Items)
        {
            var mark = number is { } n ? $"{n.ToString(CultureInfo.InvariantCulture)}{(star ? ")" : ".")} " : star ? "* " : "- ";
            number++;
            var deep = "\n" + new string(' ', mark.Length);
            items.Add(mark + string.Join(deep, Write(item, item is [TextBlock.Paragraph, TextBlock.Bullets] ? "\n" : "\n\n").Split('\n'))
                .Replace(deep + "\n", "\n\n", StringComparison.Ordinal));
        }
        return string.Join('\n', items);
    }

    private static string Inlines(IReadOnlyList<TextInline> inlines, bool atStart)
    {
        var text = new StringBuilder();
        for (var i = 0; i < inlines.Count; i++)
        {
            switch (inlines[i])
            {
                case TextInline.Words words:
                    text.Append(Escape(atStart ? words.Text.TrimStart() : words.Text, atStart));
                    break;
                case TextInline.Break:
                    // A break that stock clients show as one too.
                    while (text.Length > 0 && text[^1] == ' ')
                        text.Length--;
                    text.Append("  \n");
                    break;
                case TextInline.Code { Text: var code }:
                    text.Append(Code(code));
                    break;
                case TextInline.Marked marked:
                    Wrap(text, marked);
                    break;
                case TextInline.Link link:
                    text.Append(Link(link, text, i + 1 < inlines.Count ? inlines[i + 1] : null));
                    break;
            }
            atStart = inlines[i] is TextInline.Break;
        }
        return text.ToString();
    }

    /// <summary>A mark stands right beside the words.</summary>
    private static void Wrap(StringBuilder text, TextInline.Marked marked)
    {
        var inner = Inlines(marked.Inlines, atStart: false);
        var bare = inner.Trim();
        var mark = marked.Mark switch { TextMark.Strong => "**", TextMark.Struck => "~~", _ => "_" };
        text.Append(bare.Length == 0 ? inner
            : inner[..(inner.Length - inner.TrimStart().Length)] + mark + bare + mark + inner[inner.TrimEnd().Length..]);
    }

    private static string Link(TextInline.Link link, StringBuilder before, TextInline? after)
    {
        var address = link.Address;
        if (link.Inlines is [TextInline.Words { Text: var words }] && words == address
            && words.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            var free = (before.Length == 0 || before[^1] is ' ' or '\n' or '(')
                && (after is null or TextInline.Break || (after is TextInline.Words { Text: var next } && AfterAddress().IsMatch(next)));
            return free && Plain().IsMatch(address) ? address : $"<{address}>";
        }
        return $"[{Inlines(link.Inlines, atStart: false)}]({address})";
    }

    private static string Code(string code)
    {
        var fence = new string('`', Fence(code, 1));
        var pad = code.StartsWith('`') || code.EndsWith('`') ? " " : "";
        return fence + pad + code + pad + fence;
    }

    /// <summary>One more than the longest run of its sign within.</summary>
    private static int Fence(string text, int least) =>
        Math.Max(least, Ticks().Matches(text).Select(m => m.Length + 1).DefaultIfEmpty(0).Max());

    [GeneratedRegex(@"[\\*_`\[\]<~]", RegexOptions.CultureInvariant)]
    private static partial Regex Signs();

    [GeneratedRegex(@"&(?=#?\w{1,32};)", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    [GeneratedRegex(@"(https?|ftp):(?=//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^(?:#(?=#{0,5}(?:\s|$))|>|[-+](?=\s|$)|[-=](?=[-=\s]*$)|[|:-](?=[|:\s-]*$)|(?<number>\d{1,9})(?<dot>[.)])(?=\s|$))",
        RegexOptions.CultureInvariant)]
    private static partial Regex LineStart();

    [GeneratedRegex(@"^https?://[\w\-./?=%#:+,@&;]*[\w/=#-]$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[.,;:!?)]*(?:\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex AfterAddress();

    [GeneratedRegex(@"[ ()<>\\""]", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();

    [GeneratedRegex("`+", RegexOptions.CultureInvariant)]
    private static partial Regex Ticks();
}
