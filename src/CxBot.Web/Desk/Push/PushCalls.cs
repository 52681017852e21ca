using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Alerts;
using CxBot.Handover;
using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Web.Desk.Alerts;
using CxBot.Web.Desk.Live;
using Microsoft.AspNetCore.WebUtilities;

namespace CxBot.Web.Desk.Push;

/// <summary>
/// Rings the phones of agents who have no desk in front of them, for what would have rung there. One process of several does.
/// </summary>
public sealed class PushCalls : PeriodicWorker
{
    /// <summary>The same agent is called for the same cause in the same conversation no more often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(20);

    private readonly Board _board;
    private readonly PushRecipients _recipients;
    private readonly PushSender _sender;
    private readonly StandingLease _lease;
    private readonly OpeningHours _hours;
    private readonly Dictionary<(string Agent, string Conversation, AlertCause Cause), DateTimeOffset> _called = [];
    private IDisposable? _place;
    private BoardReading? _known;

    public PushCalls(Board board, PushRecipients recipients, PushSender sender, Leases leases, TeamPresence team,
        ILogger<PushCalls> logger, TimeProvider time)
        : base(LookAnyway, time, logger)
    {
        (_board, _recipients, _sender, _hours) = (board, recipients, sender, team.Hours);
        _lease = new StandingLease(leases, "push", time);
        _recipients.Changed += Wake;
    }

    public override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var agents = await _recipients.AgentsAsync(cancellationToken);
        if (agents.Count == 0 || !await _lease.IsHeldAsync(cancellationToken))
        {
            Leave();
            return;
        }
        // Only while somebody wants to be called is the board kept fresh for that.
        _place ??= await _board.OpenAsync(Wake, cancellationToken);
        var now = new BoardReading(_board.Current, Time.GetUtcNow());
        var before = Interlocked.Exchange(ref _known, now) ?? now;
        foreach (var old in _called.Where(call => now.At - call.Value >= Pause || call.Value > now.At).Select(call => call.Key).ToList())
            _called.Remove(old);
        var alerts = agents.SelectMany(agent => DeskAlerts.Between(before, now, agent).Where(IsFor), (agent, alert) => (agent, alert))
            .Where(call => _called.TryAdd((call.agent, call.alert.ConversationId, call.alert.Cause), now.At)).ToLookup(call => call.agent, call => call.alert);
        if (alerts.Count > 0)
            await CallAsync(alerts, cancellationToken);
    }

    private async Task CallAsync(ILookup<string, DeskAlert> alerts, CancellationToken cancellationToken)
    {
        var devices = await _recipients.DevicesAsync([.. alerts.Select(agent => agent.Key)], cancellationToken);
        var calls = devices.SelectMany(device => alerts[device.Subscription.AgentId].Where(alert => device.Choices.Notifies(alert.Cause)),
            (device, alert) => (device, alert));
        var gone = new ConcurrentBag<long>();
        await Parallel.ForEachAsync(calls, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (call, token) =>
            {
                if (!await _sender.SendAsync(call.device.Subscription, Message(call.alert, call.device.Subscription.Language),
                    Topic(call.alert), call.alert.Cause != AlertCause.Waiting, token))
                    gone.Add(call.device.Subscription.Id);
            });
        if (!gone.IsEmpty)
            await _recipients.RemoveAsync([.. gone.Distinct()], cancellationToken);
    }

    /// <summary>Who waits calls everybody: at night, nobody.</summary>
    private bool IsFor(DeskAlert alert) => alert.Cause is not (AlertCause.Waiting or AlertCause.Urgent) || _hours.IsOpen(Time.GetUtcNow());

    /// <summary>Nothing of the customer: a phone shows it locked, and to whoever is near.</summary>
    private static byte[] Message(DeskAlert alert, string language)
    {
        var words = new DeskWords();
        words.Use(language);
        var (title, text) = AlertWords.Say(words, alert, hide: true);
        return JsonSerializer.SerializeToUtf8Bytes(new { title, text, path = "/" + alert.Path, tag = $"{alert.Cause}:{alert.ConversationId}" });
    }

    private static string Topic(DeskAlert alert) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Cause}:{alert.ConversationId}")), 0, 24);

    private void Leave()
    {
        _place?.Dispose();
        (_place, _known) = (null, null);
    }

    public override void Dispose()
    {
        _recipients.Changed -= Wake;
        Leave();
        base.Dispose();
    }
}
