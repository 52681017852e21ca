namespace CxBot.Benchmarks.Quality;

/// <summary>Where the working copy is, and the public data beside it.</summary>
internal static class PublicData
{
    public static string Repository()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "CxBot.sln")))
                return at.FullName;
        throw new DirectoryNotFoundException("The benchmark runs from within the repository.");
    }

    /// <exception cref="DirectoryNotFoundException">The public data is not there.</exception>
    public static string Folder(string name)
    {
        for (var at = Directory.GetParent(Repository()); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", name) is var found && Directory.Exists(found))
                return found;
        throw new DirectoryNotFoundException($"The public data shared/{name} is not beside the repository.");
    }
}
