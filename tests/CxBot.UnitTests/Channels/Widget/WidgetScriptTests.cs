using System.Text.RegularExpressions;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Channels.Widget;

/// <summary>The widget's own tests (<c>tests/CxBot.WidgetTests</c>), run by Node.js: one case a file, and what fails in it by its
/// name.</summary>
public sealed partial class WidgetScriptTests
{
    private static readonly string Folder = Repository.Folder("tests/CxBot.WidgetTests");

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Folder, "*.test.js").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_test_passes(string file)
    {
        var run = await Node.RunAsync(["--test-reporter=tap", Path.Combine(Folder, file)], "", TestContext.Current.CancellationToken);
        var failed = Failed().Matches(run.Output).Select(match => match.Groups["name"].Value);
        Assert.True(run.Ended, $"{string.Join("\n", failed)}\n\n{run.Output}{run.Errors}");
        Assert.Matches(Passed(), run.Output);
        var skipped = Skipped().Matches(run.Output).Select(match => match.Groups["why"].Value).Distinct().ToList();
        if (skipped.Count > 0)
            Assert.Skip(string.Join(' ', skipped));
    }

    [GeneratedRegex(@"^\s*not ok \d+ - (?<name>.+)$", RegexOptions.Multiline)]
    private static partial Regex Failed();

    [GeneratedRegex(@"^\s*ok \d+ - ", RegexOptions.Multiline)]
    private static partial Regex Passed();

    [GeneratedRegex(@"^\s*ok \d+ - .+ # SKIP (?<why>.+)$", RegexOptions.Multiline)]
    private static partial Regex Skipped();
}
