namespace CxBot.Tests.Testing;

/// <summary>Where the working copy is, and the public data beside it.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Folder(string name) => Path.Combine(Root, name);

    /// <summary>A folder of the public data that lies beside the repository. Where it is missing the test is skipped, and fails in
    /// CI.</summary>
    public static string Shared(string name)
    {
        for (var folder = Directory.GetParent(Root); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "shared", name);
            if (Directory.Exists(found))
                return found;
        }
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"CI needs the public data shared/{name} beside the repository.");
        Assert.Skip($"The public data shared/{name} is not beside the repository.");
        return "";
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CxBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run from within the repository.");
        return folder.FullName;
    }
}
