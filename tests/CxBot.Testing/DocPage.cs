using System.Text;
using System.Text.RegularExpressions;

namespace CxBot.Tests.Testing;

/// <summary>One page of the docs, read for what it names.</summary>
/// <param name="Name">Its path below the repository.</param>
/// <param name="Spans">What stands between backticks, outside of fences.</param>
/// <param name="Fences">Code blocks.</param>
/// <param name="Links">Where links and pictures lead.</param>
/// <param name="Headings">The anchors of its headings, as GitHub makes them.</param>
internal sealed partial record DocPage(
    string Name,
    IReadOnlyList<DocSpan> Spans,
    IReadOnlyList<DocFence> Fences,
    IReadOnlyList<string> Links,
    IReadOnlySet<string> Headings,
    IReadOnlyList<string> Lines)
{
    /// <summary>All pages that a reader is sent to.</summary>
    public static IReadOnlyList<DocPage> All { get; } =
        [.. new[] { "README.md", "SECURITY.md", "knowledge/README.md", "tests/CxBot.Benchmarks/README.md" }
            .Concat(Directory.EnumerateFiles(Repository.Folder("docs"), "*.md", SearchOption.AllDirectories).Select(Relative))
            .Order(StringComparer.Ordinal)
            .Select(Read)];

    public string Folder => Path.GetDirectoryName(Name) ?? "";

    public static DocPage Read(string name)
    {
        var (prose, fences) = Part(File.ReadAllLines(Repository.Folder(name)));
        var text = string.Join('\n', prose);
        return new DocPage(
            name,
            [.. CodeSpan().Matches(text).Select(match => new DocSpan(LineAt(text, match.Index), Words(match.Groups[1].Value)))],
            fences,
            [.. Link().Matches(CodeSpan().Replace(text, "`")).Select(match => match.Groups[1].Value)],
            prose.Where(line => Heading().IsMatch(line)).Select(line => Anchor(Heading().Replace(line, ""))).ToHashSet(),
            prose);
    }

    /// <summary>The lines without fences, which become empty so that numbers stay, and the fences.</summary>
    private static (string[] Prose, DocFence[] Fences) Part(string[] lines)
    {
        var (prose, fences) = ((string[])lines.Clone(), new List<DocFence>());
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].TrimStart().StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(lines, at + 1, line => line.Trim() == "```");
            fences.Add(new DocFence(at + 1, lines[at].Trim()[3..], lines[(at + 1)..end]));
            Array.Fill(prose, "", at, end - at + 1);
            at = end;
        }

        return (prose, [.. fences]);
    }

    private static int LineAt(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    /// <summary>As it is read: a table writes a bar within code as \|, and a span may go on in the next line.</summary>
    private static string Words(string span) => LineBreak().Replace(span.Replace(@"\|", "|"), " ");

    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var letter in heading.Trim().Replace("`", "").ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter is '-' or '_')
                anchor.Append(letter);
            else if (letter == ' ')
                anchor.Append('-');
        }

        return anchor.ToString();
    }

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    [GeneratedRegex("(?<!`)`([^`]+?)`(?!`)")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\n\s*")]
    private static partial Regex LineBreak();

    [GeneratedRegex("^#+ ")]
    private static partial Regex Heading();
}

/// <summary>What stands between backticks.</summary>
internal sealed record DocSpan(int Line, string Text);

/// <summary>A block of code.</summary>
/// <param name="Language">What is said behind its first backticks; empty where nothing is.</param>
internal sealed record DocFence(int Line, string Language, IReadOnlyList<string> Lines);
