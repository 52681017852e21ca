using System.Text.RegularExpressions;

namespace CxBot.Tests.Docs;

/// <summary>The floor plan of one project, as <c>docs/architecture.md</c> draws it.</summary>
/// <param name="Floors">Its folders, the highest first: a folder needs only those below it.</param>
/// <param name="Kept">Arrows that lead up all the same, each with its reason on the page.</param>
internal sealed partial record FloorPlan(IReadOnlyList<string> Floors, IReadOnlySet<(string From, string To)> Kept)
{
    /// <param name="project">As its section is headed: <c>src/CxBot</c> or <c>src/CxBot.Web</c>.</param>
    public static FloorPlan Read(string project)
    {
        var section = File.ReadLines(Repository.Folder("docs/architecture.md"))
            .SkipWhile(line => line != $"### `{project}`").Skip(1)
            .TakeWhile(line => !line.StartsWith('#'))
            .ToList();
        return new FloorPlan(
            [.. section.Select(line => Row().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value)],
            section.Select(line => Arrow().Match(line)).Where(arrow => arrow.Success)
                .Select(arrow => (arrow.Groups[1].Value, arrow.Groups[2].Value)).ToHashSet());
    }

    public bool Allows(string from, string to) =>
        Kept.Contains((from, to)) || (Floors.Contains(from) && Floors.ToList().IndexOf(to) > Floors.ToList().IndexOf(from));

    [GeneratedRegex(@"^\| `([\w/]+)` \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"^- `([\w/]+)` needs `([\w/]+)`: \S")]
    private static partial Regex Arrow();
}
