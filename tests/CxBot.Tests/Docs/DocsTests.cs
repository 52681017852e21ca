using System.Text.Json;
using System.Text.RegularExpressions;

namespace CxBot.Tests.Docs;

/// <summary>Whatever the docs name is there: types, files, settings, commands, and where links lead.</summary>
public sealed partial class DocsTests
{
    public static TheoryData<string> Pages => [.. DocPage.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Types_and_members_exist(string name)
    {
        var wrong = Page(name).Spans.Where(span => Identifier().IsMatch(span.Text) && !IsKnown(span.Text));
        Assert.Empty(wrong.Select(span => $"{name}:{span.Line}: no type, member, setting or value is called {span.Text}"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Files_folders_and_addresses_exist(string name)
    {
        var page = Page(name);
        var wrong = page.Spans.Where(span => !IsFound(span.Text, page.Folder));
        Assert.Empty(wrong.Select(span => $"{name}:{span.Line}: there is no {span.Text}"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_exist(string name)
    {
        var page = Page(name);
        var spans = page.Spans.SelectMany(span => SettingsIn(span.Text, page.Lines[span.Line - 1]).Select(setting => (span.Line, setting)));
        var fences = page.Fences.SelectMany(fence => fence.Lines.SelectMany(line => SettingsIn(line, "")).Concat(SettingsInJson(fence)).Select(setting => (fence.Line, setting)));
        var wrong = spans.Concat(fences).Where(named => !Settings.Exists(named.setting));
        Assert.Empty(wrong.Select(named => $"{name}:{named.Line}: there is no setting {named.setting}"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_exist_and_take_the_options_that_are_shown(string name)
    {
        var page = Page(name);
        var shown = page.Spans.Select(span => (span.Line, span.Text)).Concat(page.Fences.SelectMany(fence => fence.Lines.Select(line => (fence.Line, Text: line))));
        var (wrong, project) = (new List<string>(), "src/CxBot.Web");
        foreach (var (line, text) in shown)
        {
            var run = Run().Match(text);
            project = run.Groups["project"] is { Success: true, Value: var named } ? named : project;
            var problem = run.Success ? Commands.Problem(project, run.Groups["arguments"].Value.Split('#')[0].Trim())
                : Commands.IsMeant(text) ? Commands.Problem(text)
                : text.StartsWith("--", StringComparison.Ordinal) && Option().IsMatch(text) && !Commands.IsOption(text.Split(' ')[0]) ? "no command takes it"
                : null;
            if (problem is not null)
                wrong.Add($"{name}:{line}: {text}: {problem}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string name)
    {
        var page = Page(name);
        var wrong = page.Links.Where(link => !link.Contains("://", StringComparison.Ordinal) && !Leads(link, page));
        Assert.Empty(wrong.Select(link => $"{name}: {link} leads nowhere"));
    }

    [Fact]
    public void Every_setting_is_documented_in_the_row_of_its_section()
    {
        var page = Page("docs/operating.md");
        var rows = page.Lines.Select((line, at) => (Cells: line.Split(" | "), Line: at + 1)).Where(row => row.Cells.Length >= 3)
            .Select(row => (Section: SectionCell().Match(row.Cells[0]).Groups[1].Value, row.Line)).Where(row => Settings.Sections.ContainsKey(row.Section))
            .ToDictionary(row => row.Section, row => page.Spans.Where(span => span.Line == row.Line).Select(span => span.Text).ToHashSet());

        Assert.Empty(Settings.Sections.Keys.Except(rows.Keys).Select(section => $"{section} has no row"));
        Assert.Empty(Settings.Sections.SelectMany(section => Settings.Properties(section.Value)
            .Where(property => !Settings.Sections.ContainsKey($"{section.Key}:{property.Name}") && !rows[section.Key].Contains(property.Name))
            .Select(property => $"{section.Key}:{property.Name} is not in its row")));
    }

    [Fact]
    public void Every_recipe_names_the_test_that_tries_it()
    {
        var lines = Page("docs/architecture.md").Lines;
        var recipes = string.Join('\n', lines.SkipWhile(line => line != "## Recipes")).Split("\n- ").Skip(1).ToArray();

        Assert.NotEmpty(recipes);
        Assert.All(recipes, recipe => Assert.Matches("`[A-Za-z]+Tests`", recipe));
    }

    [Fact]
    public void What_others_named_is_still_named()
    {
        var named = DocPage.All.SelectMany(page => page.Spans).Select(span => span.Text).ToHashSet();
        Assert.Empty(KnownNames.Foreign.Except(named));
    }

    private static DocPage Page(string name) => DocPage.All.Single(page => page.Name == name);

    private static bool IsKnown(string text)
    {
        var parts = text.Split('.');
        return KnownNames.Foreign.Contains(text) || KnownNames.IsFileName(text)
            || (parts.Length == 1 && (KnownNames.IsType(text) || KnownNames.IsTableOrValue(text) || Settings.Exists(text) || Settings.Sections.Values.Any(options => Settings.Names(options, text))))
            || (parts.Length == 2 && KnownNames.IsMember(parts[0], parts[1]))
            // Namespaces and projects.
            || parts[0] == "CxBot" || text == "XServices.cs";
    }

    private static bool IsFound(string text, string folder)
    {
        if (KnownNames.Foreign.Contains(text))
            return true;
        if (text.StartsWith('/'))
            return !Address().IsMatch(text) || Addresses.Exists(text);
        if (FileName().IsMatch(text))
            return KnownNames.IsFileName(text);
        return !Path().IsMatch(text) || KnownNames.IsPath(text, folder);
    }

    private static IEnumerable<string> SettingsIn(string text, string line)
    {
        foreach (Match match in Setting().Matches(text))
            yield return match.Value.Replace("__", ":");
        // "..__Key" is short for the section that the same table names in full.
        if (text.StartsWith("..__", StringComparison.Ordinal))
            yield return Setting().Match(line) is { Success: true, Value: var full } ? $"{full.Replace("__", ":")[..full.Replace("__", ":").LastIndexOf(':')]}:{text[4..]}" : text;
    }

    /// <summary>Sections as <c>appsettings.json</c> has them: <c>"Handover": { ... }</c>.</summary>
    private static IEnumerable<string> SettingsInJson(DocFence fence)
    {
        if (fence.Language != "json" || !fence.Lines[0].StartsWith('"'))
            return [];
        using var json = JsonDocument.Parse($"{{{string.Join('\n', fence.Lines)}}}");
        return [.. json.RootElement.EnumerateObject().SelectMany(section => section.Value.EnumerateObject().Select(setting => $"{section.Name}:{setting.Name}"))];
    }

    private static bool Leads(string link, DocPage from)
    {
        var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, null);
        var target = path.Length == 0 ? from.Name : System.IO.Path.GetRelativePath(".", System.IO.Path.Combine(from.Folder, path)).Replace('\\', '/');
        if (!KnownNames.IsPath(target, ""))
            return false;
        return anchor is null || (target.EndsWith(".md", StringComparison.Ordinal) && DocPage.Read(target).Headings.Contains(anchor));
    }

    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]+(\.[A-Za-z][A-Za-z0-9]*)*$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"(?<![\w:./-])[A-Z][A-Za-z0-9]+(?:(?::|__)[A-Z][A-Za-z0-9]+)+(?![\w/])")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^[\w.-]+(/[\w.{}-]*)+$")]
    private static partial Regex Path();

    [GeneratedRegex(@"^/[\w/{}.-]+$")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\.?[\w-]+(\.[\w-]+)*\.(cs|razor|md|js|resx|csproj|props|sln|json|jsonl|txt)$")]
    private static partial Regex FileName();

    [GeneratedRegex("^--[a-z-]+( [A-Z]+)?$")]
    private static partial Regex Option();

    [GeneratedRegex(@"(?:dotnet run (?:-c Release )?--project (?<project>\S+)|^\.\.\.|^out/CxBot\.Web)(?: -- | )?(?<arguments>.*)$")]
    private static partial Regex Run();

    [GeneratedRegex(@"^\| `([A-Z][\w:]*)`")]
    private static partial Regex SectionCell();
}
