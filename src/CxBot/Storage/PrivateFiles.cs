using Microsoft.Extensions.Logging;

namespace CxBot.Storage;

/// <summary>
/// Keeps what CxBot stores from other users of the machine: folders 0700, files 0600. Elsewhere than on Unix the folder's own rights
/// decide.
/// </summary>
public static partial class PrivateFiles
{
    private const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OnlyMineToEnter = OnlyMine | UnixFileMode.UserExecute;

    /// <summary>A new file that nobody else can read, from its first byte on.</summary>
    public static FileStream Create(string path, FileMode mode = FileMode.CreateNew, FileOptions options = FileOptions.Asynchronous)
    {
        var how = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 81920,
            Options = options
        };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = OnlyMine;
        return new FileStream(path, how);
    }

    /// <summary>Makes a folder that nobody else can enter; one that is there stays as it is, see <see cref="Close"/>.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OnlyMineToEnter);
    }

    /// <summary>Closes a folder of ours and the files in it to others, where they are open; logged once for a folder.</summary>
    /// <param name="files">Which files in it are ours.</param>
    public static void Close(string folder, Func<string, bool> files, ILogger logger)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            return;
        var open = new List<string>();
        try
        {
            if (IsOurs(folder) && Tighten(folder, OnlyMineToEnter))
                open.Add(folder);
            foreach (var file in Directory.EnumerateFiles(folder))
                if (files(Path.GetFileName(file)) && Tighten(file, OnlyMine))
                    open.Add(file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            NotClosed(logger, folder, refused.Message);
        }
        if (open.Count > 0)
            Closed(logger, folder, open.Count);
    }

    /// <summary>
    /// A database that lies in the folder the app was started in, in a home or in a folder for all must not shut others out of that.
    /// </summary>
    private static bool IsOurs(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return !Contains(full, Environment.CurrentDirectory) && !Contains(full, AppContext.BaseDirectory)
            && !Contains(full, Path.GetTempPath()) && (home.Length == 0 || !Contains(full, home));
    }

    private static bool Contains(string folder, string other)
    {
        var inner = Path.TrimEndingDirectorySeparator(Path.GetFullPath(other));
        return inner == folder || inner.StartsWith(folder == "/" ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

#pragma warning disable CA1416 // Only called where it is Unix.
    private static bool Tighten(string path, UnixFileMode mode)
    {
        var now = File.GetUnixFileMode(path);
        if ((now & ~mode) == 0)
            return false;
        File.SetUnixFileMode(path, now & mode);
        return true;
    }
#pragma warning restore CA1416

    [LoggerMessage(1, LogLevel.Warning,
        "Other users of this machine could read what is in {Folder}; {Count} of its files, and the folder itself, are closed to them now")]
    private static partial void Closed(ILogger logger, string folder, int count);

    [LoggerMessage(2, LogLevel.Warning, "{Folder} cannot be closed to other users of this machine: {Reason}")]
    private static partial void NotClosed(ILogger logger, string folder, string reason);
}
