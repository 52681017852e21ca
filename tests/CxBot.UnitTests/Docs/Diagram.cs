using System.Text.RegularExpressions;

namespace CxBot.Tests.Docs;

/// <summary>A Mermaid diagram, read line by line: what each id is labelled, and which leads to which.</summary>
/// <param name="Labels">Every label that an id is given.</param>
/// <param name="Used">Ids that an arrow begins or ends at.</param>
/// <param name="Arrows">From id to id.</param>
internal sealed partial record Diagram(
    ILookup<string, string> Labels,
    IReadOnlySet<string> Used,
    IReadOnlyList<(string From, string To)> Arrows)
{
    public static Diagram Read(DocFence fence)
    {
        var (labels, arrows) = (new List<(string Id, string Label)>(), new List<(string From, string To)>());
        foreach (var line in fence.Lines.Skip(1).Where(line => !line.TrimStart().StartsWith("%%", StringComparison.Ordinal)))
        {
            labels.AddRange(Node().Matches(line).Select(match => (match.Groups[1].Value, match.Groups[2].Value)));
            // "A -->|words| B" and "A --> B : words" say something of the arrow, not of an id.
            var ids = Arrow().Split(line.Split(" : ")[0]).Select(part => Id().Match(part).Groups[1].Value).ToArray();
            arrows.AddRange(ids.Zip(ids.Skip(1)).Where(pair => pair is { First.Length: > 0, Second.Length: > 0 }));
        }

        var used = arrows.SelectMany(arrow => new[] { arrow.From, arrow.To }).ToHashSet();
        return new Diagram(labels.ToLookup(label => label.Id, label => label.Label), used, arrows);
    }

    /// <summary>Words of a label that are written like a class of ours.</summary>
    public static IEnumerable<string> ClassesIn(string label) =>
        Class().Matches(label).Select(match => match.Value).Where(name => name != "WhatsApp");

    [GeneratedRegex("""\b(\w+)(?:\[\(|\(\[|\[|\(|\{)"?([^\])}"]+)"?(?:\)\]|\]\)|\]|\)|\})""")]
    private static partial Regex Node();

    [GeneratedRegex("""\s*(?:--+>|-\.+->|==+>)\s*(?:\|[^|]*\|)?\s*""")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\s*(\[\*\]|\w+)")]
    private static partial Regex Id();

    [GeneratedRegex(@"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")]
    private static partial Regex Class();
}
