using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace CxBot.Words;

/// <summary>
/// The one dialect of Markdown for every channel, from one parse. What some channel could not show, or what support writes every day and
/// Markdown would take for marks, stays as text:
/// <c>*888*1#</c>, <c>CEK&lt;spasi&gt;SALDO</c>, <c>_snake_case_</c>, <c>&gt; 5 kg</c>. Headings are strong paragraphs, tables are lines,
/// pictures are links. Pure; takes any text.
/// </summary>
public static class Dialect
{
    private const int Deepest = 8;

    private static readonly MarkdownPipeline Pipeline = Build();

    public static IReadOnlyList<TextBlock> Parse(string text) =>
        Read(text) is { } document ? Blocks(document, Deepest) : [new TextBlock.Paragraph([new TextInline.Words(text)])];

    /// <summary>The same text written so that no reader of Markdown has to guess: what is no mark is escaped.</summary>
    public static string Normalize(string text) => DialectText.Write(Parse(text));

    /// <summary>Words of somebody else, to be put into a text of ours: none of their signs is a mark.</summary>
    public static string Escape(string words) => DialectText.Escape(words.ReplaceLineEndings(" "), atStart: false);

    /// <summary>Whether a text has a table, which is shown as lines.</summary>
    public static bool HasTable(string text) => Read(text)?.Descendants<Table>().Any() == true;

    /// <summary>Null for what nobody writes: signs within signs, a hundred deep.</summary>
    internal static MarkdownDocument? Read(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().UsePipeTables();
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        builder.BlockParsers.Replace<QuoteBlockParser>(new SpacedQuoteParser());
        builder.BlockParsers.Replace<ParagraphBlockParser>(new PlainParagraphParser());
        builder.InlineParsers.InsertBefore<EmphasisInlineParser>(new DialCodeParser());
        var emphasis = builder.InlineParsers.FindExact<EmphasisInlineParser>()!;
        emphasis.EmphasisDescriptors.Clear();
        // Not within words: prices and dial codes are full of stars.
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('*', 1, 2, enableWithinWord: false));
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('_', 1, 2, enableWithinWord: false));
        emphasis.EmphasisDescriptors.Add(new EmphasisDescriptor('~', 2, 2, enableWithinWord: false));
        return builder.Build();
    }

    private static IReadOnlyList<TextBlock> Blocks(ContainerBlock container, int depth) =>
        [.. container.SelectMany(block => Blocks(block, depth))];

    private static IEnumerable<TextBlock> Blocks(Block block, int depth) => block switch
    {
        HeadingBlock heading =>
            Inlines(heading.Inline) is { Count: > 0 } words ? Paragraph([Mark(TextMark.Strong, words)])
                : Paragraph([new TextInline.Words(new string('#', heading.Level))]),
        Table table => Paragraph(Lines(table)),
        ListBlock list => depth > 0
            ? [new TextBlock.Bullets(list.IsOrdered ? Number(list.OrderedStart) : null,
                [.. list.OfType<ListItemBlock>().Select(item => Blocks(item, depth - 1))])]
            : list.OfType<ListItemBlock>().SelectMany(item => Blocks(item, 0)),
        QuoteBlock quote => depth > 0 ? [new TextBlock.Quote(Blocks(quote, depth - 1))] : Blocks(quote, 0),
        CodeBlock code => [new TextBlock.Code(code.Lines.ToString().TrimEnd())],
        ThematicBreakBlock => Paragraph([new TextInline.Words("———")]),
        LeafBlock { Inline: { } inline } => Paragraph(Inlines(inline)),
        ContainerBlock other => Blocks(other, depth),
        _ => [],
    };

    private static IEnumerable<TextBlock> Paragraph(IReadOnlyList<TextInline> inlines) =>
        inlines.Count == 0 ? [] : [new TextBlock.Paragraph(inlines)];

    private static int Number(string? start) => int.TryParse(start, out var number) ? number : 1;

    private static List<TextInline> Lines(Table table)
    {
        var lines = new List<TextInline>();
        foreach (var row in table.OfType<TableRow>())
        {
            if (lines.Count > 0)
                lines.Add(new TextInline.Break());
            var first = true;
            foreach (var cell in row.OfType<TableCell>())
            {
                if (!first)
                    lines.Add(new TextInline.Words(" | "));
                first = false;
                lines.AddRange(cell.Descendants<ParagraphBlock>().SelectMany(p => Inlines(p.Inline)));
            }
        }
        return Joined(lines);
    }

    private static List<TextInline> Inlines(ContainerInline? container) => Joined(container is null ? [] : container.SelectMany(Inlines));

    private static IEnumerable<TextInline> Inlines(Inline inline) => inline switch
    {
        LiteralInline literal => [new TextInline.Words(literal.Content.ToString())],
        EmphasisInline emphasis => Emphasis(emphasis),
        CodeInline code => [new TextInline.Code(code.Content)],
        LineBreakInline => [new TextInline.Break()],
        AutolinkInline { IsEmail: true } mail => [new TextInline.Link("mailto:" + mail.Url, [new TextInline.Words(mail.Url)])],
        AutolinkInline link =>
            IsAllowed(link.Url) ? [new TextInline.Link(link.Url, [new TextInline.Words(link.Url)])]
                : [new TextInline.Words($"<{link.Url}>")],
        LinkInline link => Link(link),
        HtmlEntityInline entity => [new TextInline.Words(entity.Transcoded.ToString())],
        // A sign that opened nothing, with what stands after it.
        DelimiterInline sign => [new TextInline.Words(sign.ToLiteral()), .. sign.SelectMany(Inlines)],
        ContainerInline other => other.SelectMany(Inlines),
        _ => [],
    };

    private static IEnumerable<TextInline> Emphasis(EmphasisInline emphasis)
    {
        var inner = Inlines((ContainerInline)emphasis);
        // A name with underscores in it is a name.
        if (emphasis is { DelimiterChar: '_' }
            && inner.Any(i => i is TextInline.Words { Text: var text } && text.Contains('_', StringComparison.Ordinal)))
        {
            var sign = new TextInline.Words(new string('_', emphasis.DelimiterCount));
            return [sign, .. inner, sign];
        }
        return [Mark(emphasis.DelimiterChar == '~' ? TextMark.Struck : emphasis.DelimiterCount == 2 ? TextMark.Strong : TextMark.Emphasis,
            inner)];
    }

    /// <summary>The same mark within itself says nothing more.</summary>
    private static TextInline.Marked Mark(TextMark mark, IReadOnlyList<TextInline> inner) => new(mark, Joined(Without(mark, inner)));

    private static IEnumerable<TextInline> Without(TextMark mark, IEnumerable<TextInline> inlines) =>
        inlines.SelectMany(inline => inline switch
    {
        TextInline.Marked same when same.Mark == mark => Without(mark, same.Inlines),
        TextInline.Marked other => [other with { Inlines = Joined(Without(mark, other.Inlines)) }],
        TextInline.Link link => [link with { Inlines = Joined(Without(mark, link.Inlines)) }],
        _ => (IEnumerable<TextInline>)[inline],
    });

    private static IEnumerable<TextInline> Link(LinkInline link)
    {
        var words = Inlines((ContainerInline)link);
        if (!IsAllowed(link.Url))
            return words;
        var address = DialectText.Address(link.Url!);
        return [new TextInline.Link(address, words.Count > 0 ? words : [new TextInline.Words(address)])];
    }

    /// <summary>Where a reader expects a link to lead; of any other the words stay.</summary>
    private static bool IsAllowed(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" or "tel"
        && !address!.StartsWith('/');

    /// <summary>Words side by side are one piece; lines have no blanks at their ends; a text neither begins nor ends with a
    /// break.</summary>
    private static List<TextInline> Joined(IEnumerable<TextInline> inlines)
    {
        var joined = new List<TextInline>();
        foreach (var inline in inlines)
        {
            if (inline is TextInline.Words { Text.Length: 0 } or TextInline.Marked { Inlines.Count: 0 })
                continue;
            if (inline is TextInline.Words { Text: var text } && joined is [.., TextInline.Words before])
                joined[^1] = new TextInline.Words(before.Text + text);
            else
                joined.Add(inline);
        }
        return joined;
    }

    /// <summary>A quotation begins with a blank after its sign, and "&gt; 5 kg" is more than five.</summary>
    private sealed class SpacedQuoteParser : QuoteBlockParser
    {
        public override BlockState TryOpen(BlockProcessor processor)
        {
            var line = processor.Line;
            var at = line.Start;
            while (at <= line.End && line.Text[at] == '>')
                at++;
            if (at <= line.End && line.Text[at] is not (' ' or '\t'))
                return BlockState.None;
            while (at <= line.End && line.Text[at] is ' ' or '\t')
                at++;
            return at <= line.End
                && (char.IsAsciiDigit(line.Text[at]) || line.Text[at] == '='
                    || line.Text.AsSpan(at).StartsWith("Rp", StringComparison.OrdinalIgnoreCase)) ? BlockState.None
                : base.TryOpen(processor);
        }
    }

    /// <summary>No definitions of references: "[catatan]: isi" would vanish.</summary>
    private sealed class PlainParagraphParser : ParagraphBlockParser
    {
        public override bool Close(BlockProcessor processor, Block block)
        {
            if (block is not ParagraphBlock paragraph)
                return true;
            var lines = paragraph.Lines;
            for (var i = 0; i < lines.Count; i++)
                lines.Lines[i].Slice.TrimStart();
            if (lines.Count > 0)
                lines.Lines[lines.Count - 1].Slice.TrimEnd();
            paragraph.Lines = lines;
            return lines.Count > 0;
        }
    }

    /// <summary>A code to dial (<c>*123*4#</c>) is one piece, whatever its stars would mean.</summary>
    private sealed class DialCodeParser : InlineParser
    {
        public DialCodeParser() => OpeningCharacters = ['*'];

        public override bool Match(InlineProcessor processor, ref Markdig.Helpers.StringSlice slice)
        {
            var before = slice.PeekCharExtra(-1);
            if (char.IsLetterOrDigit(before) || before is '*' or '#')
                return false;
            var length = DialCode.LengthAt(slice.Text, slice.Start, slice.End);
            if (length == 0)
                return false;
            processor.Inline = new LiteralInline(new Markdig.Helpers.StringSlice(slice.Text, slice.Start, slice.Start + length - 1));
            slice.Start += length;
            return true;
        }
    }
}
