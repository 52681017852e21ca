namespace CxBot.Words;

/// <summary>A piece of a text that stands by itself: a paragraph, a list, a quotation, code.</summary>
public abstract record TextBlock
{
    private TextBlock()
    {
    }

    public sealed record Paragraph(IReadOnlyList<TextInline> Inlines) : TextBlock;

    /// <param name="Start">The first number; null for a list without numbers.</param>
    public sealed record Bullets(int? Start, IReadOnlyList<IReadOnlyList<TextBlock>> Items) : TextBlock;

    public sealed record Quote(IReadOnlyList<TextBlock> Blocks) : TextBlock;

    public sealed record Code(string Text) : TextBlock;
}

/// <summary>A piece of a paragraph.</summary>
public abstract record TextInline
{
    private TextInline()
    {
    }

    /// <summary>As it stands: no mark of it means anything.</summary>
    public sealed record Words(string Text) : TextInline;

    public sealed record Marked(TextMark Mark, IReadOnlyList<TextInline> Inlines) : TextInline;

    public sealed record Code(string Text) : TextInline;

    /// <param name="Address">Absolute, and one of http, https, mailto and tel.</param>
    public sealed record Link(string Address, IReadOnlyList<TextInline> Inlines) : TextInline;

    public sealed record Break : TextInline;
}

/// <summary>How words are set off; every channel can show these.</summary>
public enum TextMark
{
    Strong,
    Emphasis,
    Struck,
}
