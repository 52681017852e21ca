using Microsoft.CodeAnalysis;

namespace CxBot.CodeFigures;

/// <summary>One file and what is counted in it.</summary>
/// <param name="Path">Below the folder that is counted.</param>
/// <param name="LineLengths">Characters of each line.</param>
/// <param name="Code">What only C# has; empty for Razor, which is counted by lines alone.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<int> LineLengths, int BlankLines, CodeCount Code)
{
    public int Lines => LineLengths.Count;

    public IReadOnlyList<Method> Methods => Code.Methods;

    public static SourceFile Of(string path, string text, SyntaxTree? tree)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return new SourceFile(
            path,
            [.. lines.Select(line => line.TrimStart('\uFEFF').Length)],
            lines.Count(string.IsNullOrWhiteSpace),
            tree is null ? new CodeCount() : CodeWalker.Count(path, tree));
    }
}

/// <summary>A method or constructor with a body; its local functions and lambdas are part of it.</summary>
/// <param name="Lines">From its name to its last brace, without comment and attributes.</param>
/// <param name="Complexity">Ways through it (McCabe): one, and one more for each branch, arm, loop, catch and short circuit.</param>
/// <param name="IsTable">Whether it is one switch expression and nothing else: many arms, and none of them hard.</param>
internal sealed record Method(string File, string Name, int Lines, int Complexity, bool IsTable);

/// <summary>Parameters that a type is made with.</summary>
internal sealed record Parameters(string File, string Type, int Count, bool IsRecord);

/// <summary>What is counted in the C# of one file.</summary>
internal sealed class CodeCount
{
    public List<Method> Methods { get; } = [];

    public List<Parameters> Parameters { get; } = [];

    public int CommentLines { get; set; }

    public int XmlCommentLines { get; set; }

    public int UnderscoreFields { get; set; }

    public int PlainFields { get; set; }

    public int ShortTokens { get; set; }

    public int WholeTokens { get; set; }

    public int OneLineGuards { get; set; }

    public int OtherGuards { get; set; }
}
