namespace CxBot.Web.Operations;

/// <summary>
/// The host listens for edits of appsettings.json, and refuses to start where the system has no means of telling left (inotify allows each
/// user 128 listeners, over all containers of
/// a machine). There it looks for them instead.
/// </summary>
internal static class SettingsWatch
{
    /// <summary>What the host itself reads to look instead of listening.</summary>
    private const string LookInstead = "DOTNET_USE_POLLING_FILE_WATCHER";

    /// <summary>Before the host is built.</summary>
    public static void Prepare()
    {
        try
        {
            using var probe = new FileSystemWatcher(AppContext.BaseDirectory) { EnableRaisingEvents = true };
        }
        catch (IOException)
        {
            Environment.SetEnvironmentVariable(LookInstead, "1");
        }
    }
}
