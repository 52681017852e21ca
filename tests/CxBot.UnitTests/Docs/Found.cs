namespace CxBot.Tests.Docs;

/// <summary>What is wrong in the docs, a line each.</summary>
internal static class Found
{
    /// <summary>Fails with every line, whole.</summary>
    public static void None(IEnumerable<string> wrong)
    {
        string[] lines = [.. wrong];
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }
}
