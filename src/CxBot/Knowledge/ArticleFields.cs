using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CxBot.Knowledge;

/// <summary>The front matter of one article: its keys, each with the line that it stands on.</summary>
/// <param name="problem">Told what is wrong, and on which line.</param>
internal sealed class ArticleFields(Dictionary<string, (YamlNode Node, int Line)> fields, Action<int?, string> problem)
{
    private static readonly string[] Keys = ["id", "title", "language", "questions", "tags", "handover", "skill"];

    /// <summary>Reads the lines between the two lines of <c>---</c>; null where they cannot be read, which was told then.</summary>
    public static ArticleFields? Read(string[] lines, Action<int?, string> problem)
    {
        // The opening --- is the file's first line, so YAML's lines are one behind.
        static int InFile(Mark mark) => (int)mark.Line + 1;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(string.Join('\n', lines)));
            if (stream.Documents.Count == 0)
                return new ArticleFields([], problem);
            if (stream.Documents[0].RootNode is YamlMappingNode root)
                return new ArticleFields(root.Children.ToDictionary(c => c.Key.ToString(), c => (c.Value, InFile(c.Key.Start))), problem);
            problem(2, "the front matter is not a list of 'key: value' lines.");
            return null;
        }
        catch (YamlException e)
        {
            var reason = e.InnerException?.Message ?? e.Message;
            problem(InFile(e.Start), $"this is not valid YAML ({reason}). A value that holds ': ' or begins with a sign needs quotes.");
            return null;
        }
    }

    public int? LineOf(string key) => fields.TryGetValue(key, out var field) ? field.Line : null;

    /// <summary>The key has a list where one value belongs.</summary>
    public bool IsList(string key) => fields.TryGetValue(key, out var field) && field.Node is not YamlScalarNode;

    /// <summary>Tells of every key that an article does not have.</summary>
    public void RefuseUnknown()
    {
        foreach (var (key, (_, line)) in fields)
            if (!Keys.Contains(key))
                problem(line, $"unknown key '{key}'; the keys are {string.Join(", ", Keys)}.");
    }

    /// <summary>One value; null where there is none.</summary>
    public string? Text(string key)
    {
        if (!fields.TryGetValue(key, out var field))
            return null;
        if (field.Node is YamlScalarNode scalar)
            return string.IsNullOrWhiteSpace(scalar.Value) || scalar.Value is "~" or "null" ? null : scalar.Value.Trim();
        problem(field.Line, $"'{key}' is one value, not a list.");
        return null;
    }

    public IReadOnlyList<string> List(string key)
    {
        if (!fields.TryGetValue(key, out var field) || field.Node is YamlScalarNode { Value: null or "" })
            return [];
        if (field.Node is YamlSequenceNode sequence && sequence.All(n => n is YamlScalarNode))
            return [.. sequence.Select(n => (((YamlScalarNode)n).Value ?? "").Trim()).Where(v => v.Length > 0)];
        problem(field.Line, $"'{key}' is a list: one '- ...' a line. A value that holds ': ' needs quotes.");
        return [];
    }
}
