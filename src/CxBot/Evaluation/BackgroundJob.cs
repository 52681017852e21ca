using Microsoft.Extensions.Logging;

namespace CxBot.Evaluation;

/// <summary>
/// Runs one long job at a time beside the traffic, for whoever watches: evaluations, replays, reviews. It goes on when nobody does.
/// </summary>
public sealed partial class BackgroundJob(TimeProvider time, ILogger<BackgroundJob> logger) : IDisposable
{
    /// <summary>Progress is told no more often than this: each watcher draws it anew.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _one = new();
    private readonly CancellationTokenSource _stopping = new();
    private CancellationTokenSource? _running;

    /// <summary>Something was begun, came on or ended; on whatever thread did it.</summary>
    public event Action? Changed;

    /// <summary>What runs; null where nothing does.</summary>
    public JobState? Current { get; private set; }

    /// <summary>What failed last, until something else begins; null where all went well.</summary>
    public JobKind? Failed { get; private set; }

    /// <summary>Begins, unless something else runs.</summary>
    /// <param name="by">The name of who wants it.</param>
    /// <param name="run">Reports how many of how many are done.</param>
    public bool TryStart(JobKind kind, string by, Func<JobProgress, CancellationToken, Task> run)
    {
        CancellationToken cancellationToken;
        lock (_one)
        {
            if (_running is not null || _stopping.IsCancellationRequested)
                return false;
            _running = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            cancellationToken = _running.Token;
            (Current, Failed) = (new JobState(kind, by, time.GetUtcNow(), 0, 0), null);
        }

        Changed?.Invoke();
        _ = Task.Run(() => RunAsync(kind, run, cancellationToken), CancellationToken.None);
        return true;
    }

    /// <summary>Ends what runs, without a result.</summary>
    public void Cancel()
    {
        lock (_one)
            _running?.Cancel();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task RunAsync(JobKind kind, Func<JobProgress, CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        JobKind? failed = null;
        var told = time.GetTimestamp();
        try
        {
            await run(Report, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it was: the next job must be able to begin.
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Somebody said so, or the app stops and takes from it what it works with.
        }
        catch (Exception failure)
#pragma warning restore CA1031
        {
            failed = kind;
            JobFailed(logger, failure, kind);
        }

        lock (_one)
        {
            _running?.Dispose();
            _running = null;
            (Current, Failed) = (null, failed);
        }

        Changed?.Invoke();

        void Report(int done, int all)
        {
            if (Current is { } current)
                Current = current with { Done = done, All = all };
            if (time.GetElapsedTime(told) < Pause)
                return;
            told = time.GetTimestamp();
            Changed?.Invoke();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Kind} failed")]
    private static partial void JobFailed(ILogger logger, Exception failure, JobKind kind);
}

/// <summary>The kinds of jobs.</summary>
public enum JobKind
{
    Questions,
    OwnWays,
    Replay,
    Review,
}

/// <summary>What runs, since when, and how far it is; all are 0 until that is known.</summary>
public sealed record JobState(JobKind Kind, string By, DateTimeOffset Since, int Done, int All);

/// <summary>Told by a job as it comes on.</summary>
public delegate void JobProgress(int done, int all);
