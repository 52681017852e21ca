namespace CxBot.Web.Operations;

/// <summary>What a stranger can cause as often as they like. Each kind is counted, and said in the log once a minute at most: nobody fills
/// the disk, or hides among their own lines.</summary>
public enum Refusal
{
    UnsignedWebhook,
    LargeWebhook,
    WrongVerifyToken,
    CustomerToken,
    WrongApiKey,
}

/// <summary>Counts refusals and says them, each kind by one line a minute with how many there were.</summary>
public sealed partial class RefusalLog(CxBotMetrics metrics, TimeProvider time, ILogger<RefusalLog> logger) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _change = new();
    private readonly Dictionary<(Refusal, string), Seen> _seen = [];

    /// <summary>The first is said at once; what follows within a minute is said at its end, together.</summary>
    /// <param name="why">One of few reasons that are ours: never what somebody sent.</param>
    public void Note(Refusal what, string why)
    {
        metrics.Refused(what);
        lock (_change)
        {
            if (_seen.TryGetValue((what, why), out var known))
            {
                known.More++;
                return;
            }
            _seen[(what, why)] = new Seen(time.CreateTimer(_ => EndWindow(what, why), null, Window, Timeout.InfiniteTimeSpan));
        }
        Say(what, why, 1);
    }

    public void Dispose()
    {
        lock (_change)
        {
            foreach (var one in _seen.Values)
                one.Clock.Dispose();
            _seen.Clear();
        }
    }

    private void EndWindow(Refusal what, string why)
    {
        int more;
        lock (_change)
        {
            if (!_seen.TryGetValue((what, why), out var known))
                return;
            more = known.More;
            known.More = 0;
            if (more > 0)
            {
                known.Clock.Change(Window, Timeout.InfiniteTimeSpan);
            }
            else
            {
                known.Clock.Dispose();
                _seen.Remove((what, why));
            }
        }
        if (more > 0)
            Say(what, why, more);
    }

    private void Say(Refusal what, string why, int times)
    {
        // A visitor whose token is not right is served all the same.
        if (what == Refusal.CustomerToken)
            NotBelieved(logger, why, times);
        else
            Refused(logger, why, times);
    }

    private sealed class Seen(ITimer clock)
    {
        public ITimer Clock => clock;
        public int More { get; set; }
    }

    [LoggerMessage(1, LogLevel.Warning, "Refused: {Why} ({Times} times within a minute)")]
    private static partial void Refused(ILogger logger, string why, int times);

    [LoggerMessage(2, LogLevel.Information,
        "A customer's token was not believed, and the visitor is unknown: {Problem} ({Times} times within a minute)")]
    private static partial void NotBelieved(ILogger logger, string problem, int times);
}
