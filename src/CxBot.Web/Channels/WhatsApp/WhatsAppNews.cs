using System.Collections.Concurrent;
using CxBot.Agents;
using CxBot.Delivery;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>What the owner should know of the account at Meta: what Meta has told, and the numbers whose messages come here although
/// another is served.</summary>
public sealed class WhatsAppNews(IDbContextFactory<CxBotDbContext> contexts, Writer writer, TimeProvider time)
{
    private const int Shown = 20;

    /// <summary>A number that nothing comes for any more is forgotten.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _others = new();

    /// <summary>There is something new, or it was read. Raised on no particular thread.</summary>
    public event Action? Changed;

    /// <summary>Something has come.</summary>
    public void Tell() => Changed?.Invoke();

    /// <summary>A webhook came for a number that is not ours.</summary>
    /// <returns>Whether it is the first of late: said once, and not with each message.</returns>
    public bool Other(string phoneNumberId)
    {
        var now = time.GetUtcNow();
        var first = !_others.TryGetValue(phoneNumberId, out var before) || before + Remembered < now;
        _others[phoneNumberId] = now;
        return first;
    }

    /// <summary>The numbers that messages came for within a day, and that are not served.</summary>
    public IReadOnlyList<string> Others =>
        [.. _others.Where(other => other.Value + Remembered > time.GetUtcNow()).Select(other => other.Key).Order(StringComparer.Ordinal)];

    /// <summary>The latest, newest first.</summary>
    public async Task<IReadOnlyList<AccountEvent>> LatestAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.AccountEvents.AsNoTracking().Where(n => n.Channel == WhatsAppChannel.Key).OrderByDescending(n => n.At)
            .ThenByDescending(n => n.Id).Take(Shown).ToListAsync(cancellationToken);
    }

    /// <summary>Whether somebody should look: a warning that no administrator has read.</summary>
    public async Task<bool> HasUnreadAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return (await db.AccountEvents.AsNoTracking().Where(n => n.Channel == WhatsAppChannel.Key && n.SeenAt == null)
            .OrderByDescending(n => n.At).Take(Shown).ToListAsync(cancellationToken)).Exists(n => n.IsWarning);
    }

    /// <summary>An administrator has read them, up to this one.</summary>
    /// <exception cref="AgentShutOutException">They are none any more; nothing is marked.</exception>
    public async Task ReadAsync(string agentId, long upTo, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await writer.RunAsync(async (db, token) =>
        {
            await ActingAgents.RequireAdministratorAsync(db, agentId, token);
            await db.AccountEvents.Where(n => n.Id <= upTo && n.SeenAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, now), token);
        }, cancellationToken);
        Tell();
    }

    /// <summary>By what Meta says nothing can be sent, or no reply; null where it can.</summary>
    public async Task<AccountEvent?> StopAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var last = await db.AccountEvents.AsNoTracking()
            .Where(n => n.Channel == WhatsAppChannel.Key
                && (n.News == AccountNews.Disabled || n.News == AccountNews.Disconnected || n.News == AccountNews.RepliesBarred
                    || n.News == AccountNews.Reinstated))
            .OrderByDescending(n => n.At).ThenByDescending(n => n.Id).FirstOrDefaultAsync(cancellationToken);
        return last is { Stops: true } && (last.Until is null || last.Until > time.GetUtcNow()) ? last : null;
    }
}
