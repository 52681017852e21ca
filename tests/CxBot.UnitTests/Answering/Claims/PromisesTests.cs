using CxBot.Answering.Claims;
using CxBot.Knowledge;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Answering.Claims;

/// <summary>Words of time, completion, promise and certainty weigh like numbers (<c>promises.txt</c>): beside the demo shop's own
/// articles.</summary>
public sealed class PromisesTests
{
    private static readonly Dictionary<string, List<string>> Said = Labelled.Lines("tests/CxBot.UnitTests/Answering/Claims/promises.txt");

    private static readonly Dictionary<string, Article> Shop = KnowledgeFolder.Locate(
        new KnowledgeOptions { Folder = Repository.Folder("knowledge") }).Read().ToDictionary(a => a.Id.Value);

    [Fact]
    public void What_no_article_promises_is_not_said() => Assert.Equal("", string.Join('\n', Said["refused"].Where(IsSaid)));

    [Fact]
    public void An_honest_rewording_is_said() => Assert.Equal("", string.Join('\n', Said["honest"].Where(line => !IsSaid(line))));

    private static bool IsSaid(string line)
    {
        var parts = line.Split('|', 2, StringSplitOptions.TrimEntries);
        return ClaimCheck.FindSupport(new Claim(parts[1], []), [Passage.Of(Shop[parts[0]])], null) is not null;
    }
}
