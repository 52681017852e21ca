namespace CxBot.Knowledge;

/// <summary>Says once that a folder changed, when it has been quiet for a while: editors write a file in several steps.</summary>
internal sealed class FolderWatch : IDisposable
{
    private readonly string _folder;
    private readonly TimeSpan _quiet;
    private readonly ITimer _timer;
    private FileSystemWatcher? _watcher;

    public FolderWatch(string folder, TimeSpan quiet, TimeProvider time, Action changed)
    {
        _folder = folder;
        _quiet = quiet;
        _timer = time.CreateTimer(_ => changed(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start()
    {
        _watcher = new FileSystemWatcher(_folder) { IncludeSubdirectories = true };
        _watcher.Changed += OnChange;
        _watcher.Created += OnChange;
        _watcher.Deleted += OnChange;
        _watcher.Renamed += OnChange;

        // Too many changes at once: which ones is not known, that there were some is.
        _watcher.Error += (_, _) => Nudge();
        _watcher.EnableRaisingEvents = true;
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _timer.Dispose();
    }

    private void OnChange(object sender, FileSystemEventArgs change) => Nudge();

    private void Nudge() => _timer.Change(_quiet, Timeout.InfiniteTimeSpan);
}
