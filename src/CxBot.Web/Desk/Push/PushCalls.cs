using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Alerts;
using CxBot.Handover;
using CxBot.Handover.Hours;
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
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly OpeningHours _hours;
    private readonly Dictionary<(string Agent, ConversationId Conversation, AlertCause Cause), DateTimeOffset> _called = [];
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
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await LookAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
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
        var before = _known ?? now;
        _known = now;
        var alerts = agents.SelectMany(agent => DeskAlerts.Between(before, now, agent).Where(IsFor), (agent, alert) => (agent, alert))
            .ToLookup(call => call.agent, call => call.alert);
        if (alerts.Count > 0)
            await CallAsync(alerts, cancellationToken);
    }

    private async Task CallAsync(ILookup<string, DeskAlert> alerts, CancellationToken cancellationToken)
    {
        var devices = await _recipients.DevicesAsync([.. alerts.Select(agent => agent.Key)], cancellationToken);
        var calls = devices.GroupBy(device => device.Subscription.AgentId).SelectMany(agent =>
        {
            List<DeskAlert> wanted = [.. alerts[agent.Key].Where(alert => agent.First().Choices.Notifies(alert.Cause)
                && MayCall(agent.Key, alert))];
            return agent.SelectMany(_ => wanted, (device, alert) => (device, alert));
        }).ToList();
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

    private bool MayCall(string agent, DeskAlert alert)
    {
        var now = Time.GetUtcNow();
        foreach (var old in _called.Where(call => now - call.Value >= Pause || call.Value > now).Select(call => call.Key).ToList())
            _called.Remove(old);
        return _called.TryAdd((agent, alert.ConversationId, alert.Cause), now);
    }

    /// <summary>Nothing of the customer: a phone shows it locked, and to whoever is near.</summary>
    private static byte[] Message(DeskAlert alert, string language)
    {
        var words = new DeskWords();
        words.Use(language);
        var (title, text) = AlertWords.Say(words, alert, hide: true);
        var tag = $"{alert.Cause}:{alert.ConversationId}";
        return JsonSerializer.SerializeToUtf8Bytes(new { title, text, path = "/" + alert.Path, tag });
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
        _oneAtATime.Dispose();
        base.Dispose();
    }
}
