namespace CxBot.SeededBugs;

/// <summary>A bug that the tests must catch.</summary>
/// <param name="Name">In one word or a few, with hyphens.</param>
/// <param name="Places">Where it is; all of them make one bug.</param>
internal sealed record Seed(string Name, params SeedPlace[] Places)
{
    /// <summary>The tests of which one must catch it; null for those of the list.</summary>
    public IReadOnlyList<SeedTests>? Tests { get; init; }
}

/// <summary>An expression in the source, and what stands for it when the bug is on.</summary>
/// <param name="File">From the root of the repository.</param>
/// <param name="Before">What stands right before the expression, so that it is found once in the file.</param>
/// <param name="Right">The expression as it is.</param>
/// <param name="Wrong">Of the same type.</param>
/// <param name="After">What stands right after it.</param>
internal sealed record SeedPlace(string File, string Before, string Right, string Wrong, string After)
{
    /// <exception cref="InvalidOperationException">The source has changed: the seed must follow it.</exception>
    public string PutInto(string source, string name)
    {
        var text = Before + Right + After;
        var at = source.IndexOf(text, StringComparison.Ordinal);
        if (at < 0 || source.IndexOf(text, at + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"{name}: this does not stand exactly once in {File}:\n{text}");
        return string.Concat(source.AsSpan(0, at), $"{Before}(global::CxBot.Seeds.Is(\"{name}\") ? {Wrong} : {Right}){After}",
            source.AsSpan(at + text.Length));
    }
}

/// <summary>Bugs of one matter, and the tests that are to catch them.</summary>
internal sealed record SeedList(string Name, IReadOnlyList<Seed> Seeds, IReadOnlyList<SeedTests> Tests);

/// <summary>Tests of one project.</summary>
/// <param name="Arguments">Which, as the project's own program is told.</param>
/// <param name="Environment">What stands in their environment.</param>
internal sealed record SeedTests(
    string Project, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string>? Environment = null);
