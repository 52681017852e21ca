using System.Text.Json;
using System.Text.RegularExpressions;
using CxBot.Web.Operations.Network;

namespace CxBot.Tests.Docs;

/// <summary>Whatever the docs name is there: types, files, settings, commands, and where links lead.</summary>
public sealed partial class DocsTests
{
    public static TheoryData<string> Pages => [.. DocPage.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Types_and_members_exist(string name) => Found.None(
        from span in Page(name).Spans
        where Identifier().IsMatch(span.Text) && !IsKnown(span.Text)
        select $"{name}:{span.Line}: no type, member, setting or value is called {span.Text}");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Files_folders_and_addresses_exist(string name) => Found.None(
        from span in Page(name).Spans
        where !IsFound(span.Text, Page(name).Folder)
        select $"{name}:{span.Line}: there is no {span.Text}");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Settings_exist(string name)
    {
        var page = Page(name);
        var spans = page.Spans.SelectMany(span => SettingsIn(span.Text, page.Lines[span.Line - 1]).Select(setting => (span.Line, setting)));
        var fences = page.Fences.SelectMany(fence => SettingsIn(fence).Select(setting => (fence.Line, setting)));
        Found.None(
            from named in spans.Concat(fences)
            where !Settings.Exists(named.setting)
            select $"{name}:{named.Line}: there is no setting {named.setting}");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_exist_and_take_the_options_that_are_shown(string name)
    {
        var page = Page(name);
        var fences = page.Fences.SelectMany(fence => fence.Lines.Select(line => new DocSpan(fence.Line, line)));
        // "... -- list" goes on from the command before it.
        var (wrong, project) = (new List<string>(), "");
        foreach (var span in page.Spans.Concat(fences))
        {
            var run = Run().Match(span.Text);
            project = run.Groups["project"] is { Success: true, Value: var named } ? named : project;
            if (Problem(span.Text, run, project) is { } problem)
                wrong.Add($"{name}:{span.Line}: {span.Text}: {problem}");
        }

        Found.None(wrong);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string name) => Found.None(
        from link in Page(name).Links
        where !link.Contains("://", StringComparison.Ordinal) && !Leads(link, Page(name))
        select $"{name}: {link} leads nowhere");

    [Fact]
    public void Every_setting_is_documented_in_the_row_of_its_section()
    {
        var page = Page("docs/operating.md");
        var rows = page.Lines.Select((line, at) => (Section: SectionCell().Match(line).Groups[1].Value, Line: at + 1))
            .Where(row => Settings.Sections.ContainsKey(row.Section))
            .ToLookup(row => row.Section, row => row.Line);
        Found.None(
            from section in Settings.Sections
            from property in Settings.Properties(section.Value)
            where !Settings.Sections.ContainsKey($"{section.Key}:{property.Name}")
                && !page.Spans.Any(span => rows[section.Key].Contains(span.Line) && span.Text == property.Name)
            select $"{section.Key}:{property.Name} is not in the row of its section");
    }

    [Fact]
    public void Every_recipe_names_the_test_that_tries_it()
    {
        var recipes = string.Join('\n', Page("docs/architecture.md").Lines.SkipWhile(line => line != "## Recipes")).Split("\n- ").Skip(1);
        Assert.All(recipes, recipe => Assert.Matches("`[A-Za-z]+Tests`", recipe));
    }

    [Fact]
    public void What_others_named_is_still_named()
    {
        var named = DocPage.All.SelectMany(page => page.Spans).Select(span => span.Text).ToHashSet();
        Found.None(KnownNames.Foreign.Except(named).Select(name => $"{name} is named nowhere: take it from the list"));
    }

    private static DocPage Page(string name) => DocPage.All.Single(page => page.Name == name);

    private static bool IsKnown(string text) => text.Split('.') switch
    {
        _ when KnownNames.Foreign.Contains(text) || KnownNames.IsFileName(text) || text == "XServices.cs" => true,
        // Namespaces, projects, and the widget's own functions.
        ["CxBot", ..] => true,
        [var one] => KnownNames.IsType(one) || KnownNames.IsTableOrValue(one) || Settings.IsNamed(one),
        [var type, var member] => KnownNames.IsMember(type, member),
        _ => false,
    };

    private static bool IsFound(string text, string folder)
    {
        if (KnownNames.Foreign.Contains(text) || text == "XServices.cs")
            return true;
        if (Address().IsMatch(text))
            return Addresses.Exists(text);
        if (FileName().IsMatch(text))
            return KnownNames.IsFileName(text);
        return !Path().IsMatch(text) || KnownNames.IsPath(text, folder);
    }

    private static string? Problem(string text, Match run, string project)
    {
        if (run.Success)
            return Commands.Problem(project, run.Groups["arguments"].Value.Split('#')[0].Trim());
        if (Published().Match(text) is { Success: true } published)
            return Commands.Problem("src/CxBot.Web", published.Groups[1].Value.Split('#')[0].Trim());
        if (Commands.IsMeant(text))
            return Commands.Problem(text);
        return Option().IsMatch(text) && !Commands.IsOption(text.Split(' ')[0]) ? "no command takes it" : null;
    }

    /// <param name="line">Where "..__Key" stands it is short for the section that the same row names in full.</param>
    private static IEnumerable<string> SettingsIn(string text, string line)
    {
        if (!text.StartsWith("..__", StringComparison.Ordinal))
            return Setting().Matches(text).Select(match => match.Value.Replace("__", ":"));
        var full = Setting().Match(line).Value.Replace("__", ":");
        return [$"{full[..full.LastIndexOf(':')]}:{text[4..]}"];
    }

    private static IEnumerable<string> SettingsIn(DocFence fence)
    {
        if (fence.Language != "json" || !fence.Lines[0].StartsWith('"'))
            return fence.Lines.SelectMany(line => SettingsIn(line, line));
        // As appsettings.json has them: "Handover": { "Hours": ... }.
        using var json = JsonDocument.Parse($"{{{string.Join('\n', fence.Lines)}}}");
        var sections = json.RootElement.EnumerateObject();
        return [.. sections.SelectMany(section => section.Value.EnumerateObject().Select(setting => $"{section.Name}:{setting.Name}"))];
    }

    private static bool Leads(string link, DocPage from)
    {
        var parts = link.Split('#');
        var target = from.Name;
        if (parts[0].Length > 0)
            target = System.IO.Path.GetRelativePath(".", System.IO.Path.Combine(from.Folder, parts[0])).Replace('\\', '/');
        if (!KnownNames.IsPath(target, ""))
            return false;
        return parts.Length == 1
            || (target.EndsWith(".md", StringComparison.Ordinal) && DocPage.Read(target).Headings.Contains(parts[1]));
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

    [GeneratedRegex("^--(?!cxbot-)[a-z][a-z-]*( [A-Z]+)?$")]
    private static partial Regex Option();

    [GeneratedRegex(@"(?:dotnet run (?:-c Release )?--project (?<project>\S+)(?: --(?= |$))?|^\.\.\. --)(?<arguments>.*)$")]
    private static partial Regex Run();

    [GeneratedRegex(@"^out/CxBot\.Web(.*)$")]
    private static partial Regex Published();

    [GeneratedRegex(@"^\| `([A-Z][\w:]*)`")]
    private static partial Regex SectionCell();
}
