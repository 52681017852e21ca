using System.Text.RegularExpressions;

namespace CxBot.Knowledge;

/// <summary>Reads one article's text: front matter between two lines of <c>---</c>, then the answer.</summary>
internal static partial class ArticleFile
{
    /// <summary>The article, or null where <paramref name="problems"/> was added to.</summary>
    public static Article? Read(string file, string text, string defaultLanguage, List<KnowledgeProblem> problems)
    {
        var before = problems.Count;
        void Problem(int? line, string message) => problems.Add(new KnowledgeProblem(file, line, message));

        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        if (EndOfFrontMatter(lines, Problem) is not { } end || ArticleFields.Read(lines[1..end], Problem) is not { } fields)
            return null;

        fields.RefuseUnknown();
        var id = Id(fields, file, Problem);
        var title = Title(fields, Problem);
        var language = Language(fields, defaultLanguage, Problem);
        var handover = Handover(fields, Problem);
        string[] asked = [title, .. fields.List("questions")];
        var (tags, skill) = (fields.List("tags"), fields.Text("skill"));
        var body = string.Join('\n', lines[(end + 1)..]).Trim();
        if (body.Length == 0)
            Problem(end + 1, "the answer is empty: write it below the second ---.");

        if (problems.Count > before)
            return null;
        string[] ways = [.. asked.Distinct(StringComparer.OrdinalIgnoreCase)];
        return new Article(id, title, language, ways, tags, handover, skill, body, file);
    }

    /// <returns>The line of the second <c>---</c>, from 0; null where it is not there.</returns>
    private static int? EndOfFrontMatter(string[] lines, Action<int?, string> problem)
    {
        if (lines[0].TrimEnd() != "---")
        {
            problem(1, "an article begins with a line of --- and its title; see knowledge/README.md.");
            return null;
        }

        var end = Array.FindIndex(lines, 1, line => line.TrimEnd() == "---");
        if (end >= 0)
            return end;
        problem(lines.Length, "the front matter is never closed: add a line of --- before the answer.");
        return null;
    }

    private static ArticleId Id(ArticleFields fields, string file, Action<int?, string> problem)
    {
        var id = fields.Text("id") ?? Path.ChangeExtension(file, null).Replace('\\', '/');
        if (!IdForm().IsMatch(id))
            problem(fields.LineOf("id") ?? 1, $"the id '{id}' is too long or holds invisible characters; it has at most 200 characters.");
        return new ArticleId(id);
    }

    private static string Title(ArticleFields fields, Action<int?, string> problem)
    {
        var title = fields.Text("title");
        if (title is null && !fields.IsList("title"))
            problem(fields.LineOf("title") ?? 1, "a title is missing: 'title: ...' is what the customer reads, and the first way to ask.");
        return title ?? "";
    }

    private static string Language(ArticleFields fields, string defaultLanguage, Action<int?, string> problem)
    {
        var language = fields.Text("language") ?? defaultLanguage;
        if (!LanguageForm().IsMatch(language))
            problem(fields.LineOf("language"), $"'{language}' is not a language: write a BCP 47 code such as id or en.");
        return language.ToLowerInvariant();
    }

    private static ArticleHandover Handover(ArticleFields fields, Action<int?, string> problem)
    {
        var handover = ArticleHandover.Never;
        if (fields.Text("handover") is { } wish && (!Enum.TryParse(wish, ignoreCase: true, out handover) || !char.IsLetter(wish[0])))
            problem(fields.LineOf("handover"), $"handover is never, offer or always, not '{wish}'.");
        return handover;
    }

    [GeneratedRegex(@"^[^\p{C}]{1,200}$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex LanguageForm();
}
