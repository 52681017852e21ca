using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace CxBot.Words;

/// <summary>A block of a Markdown text, as it was written.</summary>
/// <param name="Lines">Of a list each item, and of a table each row, the first with the line below its header; else the one text.</param>
public sealed record SourceBlock(SourceBlockKind Kind, IReadOnlyList<string> Lines)
{
    /// <summary>All of it.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>The blocks of a text; none where it cannot be read.</summary>
    public static IReadOnlyList<SourceBlock> In(string text)
    {
        if (Dialect.Read(text) is not { } document)
            return [];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return [.. Cut(document, lines.Length).Select(cut => Of(cut.Block, lines, cut.End))];
    }

    private static SourceBlock Of(Block block, string[] lines, int end)
    {
        string Between(int from, int to) => string.Join('\n', lines[from..to]).TrimEnd();
        return block switch
        {
            HeadingBlock => new(SourceBlockKind.Heading, [Between(block.Line, end)]),
            ParagraphBlock => new(SourceBlockKind.Paragraph, [Between(block.Line, end)]),
            ListBlock { IsOrdered: false } list =>
                new(SourceBlockKind.Bullets, [.. Cut(list, end).Select(item => Between(item.Block.Line, item.End))]),
            Table { Count: > 1 } => new(SourceBlockKind.Table,
                [Between(block.Line, block.Line + 2), .. lines[(block.Line + 2)..end].Where(line => !string.IsNullOrWhiteSpace(line))]),
            ListBlock => new(SourceBlockKind.Steps, [Between(block.Line, end)]),
            _ => new(SourceBlockKind.Other, [Between(block.Line, end)]),
        };
    }

    /// <summary>Each block with the line after its last.</summary>
    private static IEnumerable<(Block Block, int End)> Cut(ContainerBlock container, int end) =>
        container.Select((block, at) => (block, at + 1 < container.Count ? container[at + 1].Line : end));
}

public enum SourceBlockKind
{
    Heading,
    Paragraph,
    Bullets,
    Table,

    /// <summary>A numbered list. It belongs together and is never cut.</summary>
    Steps,

    /// <summary>Code, a quotation. Never cut either.</summary>
    Other,
}
