using System.Diagnostics.Metrics;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;

namespace CxBot.Web.Operations;

/// <summary>What is counted and measured of the service itself. Times in seconds; no customer's words, no ids.</summary>
public sealed class CxBotMetrics
{
    public const string MeterName = "CxBot";

    private static readonly InstrumentAdvice<double> Shares = new()
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99],
    };
    private static readonly InstrumentAdvice<double> Machine = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };
    private static readonly InstrumentAdvice<double> People = new()
    {
        HistogramBucketBoundaries = [5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 43200, 86400],
    };

    private readonly Counter<long> _turns;
    private readonly Histogram<double> _confidence;
    private readonly Histogram<double> _turnDuration;
    private readonly Counter<long> _handovers;
    private readonly Histogram<double> _timeToTake;
    private readonly Histogram<double> _timeToFirstReply;
    private readonly Counter<long> _deliveryFailures;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _billed;
    private (int Length, double OldestSeconds) _queue;

    public CxBotMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _turns = meter.CreateCounter<long>("cxbot.turns", "{turn}", "Turns, by outcome.");
        _confidence = meter.CreateHistogram(
            "cxbot.turn.confidence", null, "The probability that the best answer is right.", advice: Shares);
        _turnDuration = meter.CreateHistogram("cxbot.turn.duration", "s", "From reading the log to the commit.", advice: Machine);
        _handovers = meter.CreateCounter<long>("cxbot.handovers", "{handover}", "Handovers to people, by reason.");
        _timeToTake = meter.CreateHistogram("cxbot.handover.time_to_take", "s", "From the handover to an agent taking it.", advice: People);
        _timeToFirstReply = meter.CreateHistogram(
            "cxbot.handover.time_to_first_reply", "s", "From the handover to an agent's first word.", advice: People);
        _deliveryFailures = meter.CreateCounter<long>(
            "cxbot.delivery.failures", "{attempt}", "Attempts to deliver that failed, by channel.");
        _refusals = meter.CreateCounter<long>(
            "cxbot.refusals", "{request}", "What strangers sent and was not taken or not believed, by kind.");
        _billed = meter.CreateCounter<long>(
            "cxbot.messages.billed", "{message}", "Messages by what the channel says that they cost: billable or not, category, type.");
        meter.CreateObservableGauge("cxbot.queue.length", () => _queue.Length, "{conversation}", "Conversations that wait for an agent.");
        meter.CreateObservableGauge("cxbot.queue.oldest", () => _queue.OldestSeconds, "s", "How long the oldest of them has waited.");
    }

    public void Turn(TurnOutcome outcome, double? howSure, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome.ToString());
        _turns.Add(1, tag);
        _turnDuration.Record(took.TotalSeconds, tag);
        if (howSure is { } probability)
            _confidence.Record(probability);
    }

    public void HandedOver(HandoverReason reason) => _handovers.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Taken(TimeSpan waited) => _timeToTake.Record(waited.TotalSeconds);

    public void FirstReply(TimeSpan waited) => _timeToFirstReply.Record(waited.TotalSeconds);

    public void DeliveryFailed(string channel) => _deliveryFailures.Add(1, new KeyValuePair<string, object?>("channel", channel));

    public void Refused(Refusal what) => _refusals.Add(1, new KeyValuePair<string, object?>("kind", what.ToString()));

    public void Billed(string channel, Pricing pricing) => _billed.Add(1,
        new("channel", channel), new("billable", pricing.Billable), new("category", pricing.Category ?? "unknown"),
        new("type", pricing.Type ?? "unknown"));

    public void QueueIs(int length, TimeSpan oldest) => _queue = (length, oldest.TotalSeconds);
}
