namespace CxBot.Knowledge;

/// <summary>
/// Says once that a folder changed, when it has been quiet for a while: editors write a file in several steps. Notices of the system make
/// it quick; a look now and then makes it sure, for a link that is swapped, a folder that is replaced and many a mount give no notice.
/// </summary>
internal sealed class FolderWatch : IDisposable
{
    /// <summary>How often the folder is looked at, notices or not.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>A folder that was just put in place may still be being filled.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    private readonly string _folder;
    private readonly TimeSpan _quiet;
    private readonly Func<FileSystemWatcher, FileSystemWatcher> _begin;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private readonly ITimer _looks;
    private List<FileSystemWatcher> _watchers = [];
    private volatile bool _replaced;
    private bool _disposed;

    /// <param name="changed">Something changed, by a notice.</param>
    /// <param name="look">It is time to look.</param>
    /// <param name="begin">Begins to listen; only tests have another.</param>
    public FolderWatch(
        string folder,
        TimeSpan quiet,
        TimeProvider time,
        Action changed,
        Action look,
        Func<FileSystemWatcher, FileSystemWatcher>? begin = null)
    {
        _folder = folder;
        _quiet = quiet;
        _begin = begin ?? Begin;
        _timer = time.CreateTimer(_ => Settle(changed), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _looks = time.CreateTimer(_ => look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Why the system gives no notices; null where it does.</summary>
    public string? Deaf { get; private set; }

    public void Start()
    {
        Renew();
        _looks.Change(Every, Every);
    }

    /// <summary>Listens anew: what was listened to may be another folder by now, or none.</summary>
    public void Renew()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            Close();
            Deaf = null;
            Listen(new Where(_folder, null));
            // What the path leads to may be replaced as a whole: its parent tells.
            if (Path.GetDirectoryName(_folder) is { } parent)
                Listen(new Where(parent, Path.GetFileName(_folder)));
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            Close();
        }
        _timer.Dispose();
        _looks.Dispose();
    }

    private void Listen(Where where)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(where.Folder) { IncludeSubdirectories = where.Name is null };
            if (where.Name is { } name)
            {
                watcher.Filter = name;
                watcher.NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName;
            }
            FileSystemEventHandler change = (_, _) => Nudge(where.Name is not null);
            watcher.Changed += change;
            watcher.Created += change;
            watcher.Deleted += change;
            watcher.Renamed += (_, _) => Nudge(where.Name is not null);

            // Too many changes at once, or the folder is gone: which is not known, that there was something is.
            watcher.Error += (_, _) => Nudge(replaced: true);
            _watchers.Add(_begin(watcher));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            // The look finds what no notice tells; where the folder itself is missing the articles say so.
            watcher?.Dispose();
            if (where.Name is null)
                Deaf = e.Message;
        }
    }

    private static FileSystemWatcher Begin(FileSystemWatcher watcher)
    {
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Nudge(bool replaced)
    {
        if (replaced)
            _replaced = true;
        _timer.Change(_quiet, Timeout.InfiniteTimeSpan);
    }

    private void Settle(Action changed)
    {
        if (_replaced)
        {
            _replaced = false;
            Renew();
            _looks.Change(Soon, Every);
        }
        changed();
    }

    private void Close()
    {
        foreach (var watcher in _watchers)
            watcher.Dispose();
        _watchers = [];
    }

    /// <param name="Name">The one thing of it to listen for; null for all that is in it, however deep.</param>
    private sealed record Where(string Folder, string? Name);
}
