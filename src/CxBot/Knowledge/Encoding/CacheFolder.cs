namespace CxBot.Knowledge.Encoding;

/// <summary>Where what can be computed again is kept.</summary>
internal static class CacheFolder
{
    public static string Of(KnowledgeOptions options)
    {
        if (options.CacheFolder is { Length: > 0 } folder)
            return Path.GetFullPath(folder);
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        // A service account may have no home at all.
        return Path.Combine(data.Length > 0 ? data : Path.GetTempPath(), "CxBot");
    }
}
