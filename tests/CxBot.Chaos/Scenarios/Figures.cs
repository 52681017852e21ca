using System.Globalization;
using System.Net;
using CxBot.Chaos.Checking;
using CxBot.Chaos.People;

namespace CxBot.Chaos.Scenarios;

/// <summary>What every scenario counts.</summary>
internal static class Figures
{
    public static IReadOnlyList<(string, string)> Of(Stage stage, Evidence evidence, IReadOnlyList<Finding> findings)
    {
        string Count(params Fault[] faults) => findings.Count(f => faults.Contains(f.Fault)).ToString(CultureInfo.InvariantCulture);
        return
        [
            ("acknowledged", evidence.Log.Count.ToString(CultureInfo.InvariantCulture)),
            ("refused", string.Join("/", stage.Log.Refusals.OrderBy(r => r.Key).Select(r => $"{(int)r.Key}x{r.Value}"))),
            ("p99 ms", Milliseconds(stage.Log.Waits, 0.99)),
            ("lost", Count(Fault.Lost, Fault.Changed, Fault.Misplaced)),
            ("doubled", Count(Fault.StoredTwice, Fault.RepliedTwice)),
            ("out of order", Count(Fault.OutOfOrder, Fault.SentOutOfOrder, Fault.HeardOutOfOrder)),
            ("sent", evidence.Taken.Count.ToString(CultureInfo.InvariantCulture)),
            ("sent twice", Count(Fault.SentTwice)),
            ("unconfirmed", evidence.Messages.Count(m => m.Delivery == "Unconfirmed").ToString(CultureInfo.InvariantCulture)),
            ("sockets", $"{evidence.Sockets.Count} ({stage.Crowd.Breaks} breaks)"),
            ("unheard/twice", $"{Count(Fault.Unheard)}/{Count(Fault.HeardTwice)}"),
        ];
    }

    /// <summary>Answers that no client may get, whatever is broken.</summary>
    public static IEnumerable<Finding> WrongRefusals(AckLog log, params HttpStatusCode[] allowed) =>
        log.Refusals.Where(r => r.Key != HttpStatusCode.ServiceUnavailable && !allowed.Contains(r.Key))
            .Select(r => new Finding(Fault.Promise, $"{r.Value} times {(int)r.Key}"));

    public static string Milliseconds(IReadOnlyCollection<TimeSpan> waits, double share) =>
        waits.Count == 0 ? "-" : Rank(waits, share).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    public static string Seconds(IReadOnlyCollection<TimeSpan> waits, double share) =>
        waits.Count == 0 ? "-" : Rank(waits, share).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static TimeSpan Rank(IReadOnlyCollection<TimeSpan> waits, double share) =>
        waits.Order().ElementAt(Math.Min(waits.Count - 1, (int)(waits.Count * share)));
}
