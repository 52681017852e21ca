using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CxBot.Knowledge;

/// <summary>Reads one article's text: front matter between two lines of <c>---</c>, then the answer.</summary>
internal static partial class ArticleFile
{
    private static readonly string[] Keys = ["id", "title", "language", "questions", "tags", "handover", "skill"];

    /// <summary>The article, or null where <paramref name="problems"/> was added to.</summary>
    public static Article? Read(string file, string text, string defaultLanguage, List<KnowledgeProblem> problems)
    {
        var before = problems.Count;
        void Problem(int? line, string message) => problems.Add(new KnowledgeProblem(file, line, message));

        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != "---")
        {
            Problem(1, "an article begins with a line of --- and its title; see knowledge/README.md.");
            return null;
        }

        var end = Array.FindIndex(lines, 1, l => l.TrimEnd() == "---");
        if (end < 0)
        {
            Problem(lines.Length, "the front matter is never closed: add a line of --- before the answer.");
            return null;
        }

        if (Mapping(lines[1..end], Problem) is not { } fields)
            return null;

        foreach (var (key, value) in fields)
            if (!Keys.Contains(key))
                Problem(value.Line, $"unknown key '{key}'; the keys are {string.Join(", ", Keys)}.");

        string? Text(string key)
        {
            if (!fields.TryGetValue(key, out var field))
                return null;
            if (field.Node is YamlScalarNode scalar)
                return string.IsNullOrWhiteSpace(scalar.Value) || scalar.Value is "~" or "null" ? null : scalar.Value.Trim();
            Problem(field.Line, $"'{key}' is one value, not a list.");
            return null;
        }

        IReadOnlyList<string> List(string key)
        {
            if (!fields.TryGetValue(key, out var field) || field.Node is YamlScalarNode { Value: null or "" })
                return [];
            if (field.Node is YamlSequenceNode sequence && sequence.All(n => n is YamlScalarNode))
                return [.. sequence.Select(n => (((YamlScalarNode)n).Value ?? "").Trim()).Where(v => v.Length > 0)];
            Problem(field.Line, $"'{key}' is a list: one '- ...' a line. A value that holds ': ' needs quotes.");
            return [];
        }

        int? LineOf(string key) => fields.TryGetValue(key, out var field) ? field.Line : null;

        var id = Text("id") ?? Path.ChangeExtension(file, null).Replace('\\', '/');
        if (!Id().IsMatch(id))
            Problem(LineOf("id") ?? 1, $"the id '{id}' is too long or holds invisible characters; it has at most 200 characters.");
        var title = Text("title");
        if (title is null && !(fields.TryGetValue("title", out var written) && written.Node is not YamlScalarNode))
            Problem(LineOf("title") ?? 1, "a title is missing: 'title: ...' is what the customer reads, and the first way to ask.");
        var language = Text("language") ?? defaultLanguage;
        if (!Language().IsMatch(language))
            Problem(LineOf("language"), $"'{language}' is not a language: write a BCP 47 code such as id or en.");
        var handover = ArticleHandover.Never;
        if (Text("handover") is { } wish && (!Enum.TryParse(wish, ignoreCase: true, out handover) || !char.IsLetter(wish[0])))
            Problem(LineOf("handover"), $"handover is never, offer or always, not '{wish}'.");
        var questions = List("questions");
        var tags = List("tags");
        var skill = Text("skill");
        var body = string.Join('\n', lines[(end + 1)..]).Trim();
        if (body.Length == 0)
            Problem(end + 1, "the answer is empty: write it below the second ---.");

        if (problems.Count > before)
            return null;
        string[] asked = [title!, .. questions];
        return new Article(id, title!, language.ToLowerInvariant(), [.. asked.Distinct(StringComparer.OrdinalIgnoreCase)], tags, handover, skill, body, file);
    }

    private static Dictionary<string, (YamlNode Node, int Line)>? Mapping(string[] lines, Action<int?, string> problem)
    {
        // The opening --- is the file's first line, so YAML's lines are one behind.
        static int InFile(Mark mark) => (int)mark.Line + 1;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(string.Join('\n', lines)));
            if (stream.Documents.Count == 0)
                return [];
            if (stream.Documents[0].RootNode is not YamlMappingNode root)
            {
                problem(2, "the front matter is not a list of 'key: value' lines.");
                return null;
            }

            return root.Children.ToDictionary(c => c.Key.ToString(), c => (c.Value, InFile(c.Key.Start)));
        }
        catch (YamlException e)
        {
            problem(InFile(e.Start), $"this is not valid YAML ({e.InnerException?.Message ?? e.Message}). A value that holds ': ' or begins with a sign needs quotes.");
            return null;
        }
    }

    [GeneratedRegex(@"^[^\p{C}]{1,200}$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex Language();
}
