using System.Text;

namespace CxBot.Tests.Testing;

/// <summary>The collections of hostile inputs that lie beside the repository; a test without them says so, and fails where everything must
/// be there.</summary>
public static class HostileInputs
{
    /// <summary>Every line of every text file of a collection.</summary>
    public static IReadOnlyList<string> Lines(string collection) =>
        [.. Files(collection).SelectMany(file => File.ReadAllLines(file, Encoding.UTF8)).Where(line => line.Length > 0)];

    public static IReadOnlyList<string> Files(string collection)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", "hostile", collection);
            if (Directory.Exists(found))
                return [.. Directory.EnumerateFiles(found, "*", SearchOption.AllDirectories)
                    .Where(f => !f.EndsWith("LICENSE", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        }
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"shared/hostile/{collection} is missing beside the repository.");
        Assert.Skip($"shared/hostile/{collection} is not beside the repository.");
        return [];
    }
}
