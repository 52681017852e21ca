using CxBot.Alerts;
using CxBot.Storage;
using CxBot.Web.Desk.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.Push;

/// <summary>Who is called on which device: those who are signed in there, not away, and have no desk in front of them.</summary>
public sealed class PushRecipients(IDbContextFactory<CxBotDbContext> contexts, PushDevices devices, IOptions<DeskOptions> desk,
    TimeProvider time)
{
    /// <summary>A desk in front says so every 20 seconds; one that has been silent for this long is not looked at.</summary>
    public static readonly TimeSpan LookedAtLasts = TimeSpan.FromSeconds(45);

    /// <summary>A device came or went. Raised on no particular thread.</summary>
    public event Action? Changed
    {
        add => devices.Changed += value;
        remove => devices.Changed -= value;
    }

    /// <summary>These devices are gone.</summary>
    public Task RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        devices.RemoveAsync(ids, cancellationToken);

    /// <summary>Everyone with a device.</summary>
    public async Task<IReadOnlyList<string>> AgentsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.PushSubscriptions.Select(device => device.AgentId).Distinct().ToListAsync(cancellationToken);
    }

    /// <summary>The devices to call now. Those whose session has ended are forgotten.</summary>
    public async Task<IReadOnlyList<PushRecipient>> DevicesAsync(string[] agents, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from device in db.PushSubscriptions.AsNoTracking()
            join agent in db.Users on device.AgentId equals agent.Id
            where agents.Contains(device.AgentId)
            select new
            {
                device,
                agent.Disabled,
                agent.Away,
                agent.LookedAt,
                agent.SecurityStamp,
                Choices = db.AlertChoices.FirstOrDefault(choices => choices.AgentId == agent.Id),
            }).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var over = found.Where(one => one.Disabled || one.device.Session != PushDevices.SessionOf(one.SecurityStamp)
            || one.device.RenewedAt < now - desk.Value.SessionEndsAfter).ToList();
        if (over.Count > 0)
            await devices.RemoveAsync([.. over.Select(one => one.device.Id)], cancellationToken);
        return [.. found.Except(over).Where(one => !one.Away && !(now - one.LookedAt < LookedAtLasts))
            .Select(one => new PushRecipient(one.device, one.Choices ?? new AlertChoices { AgentId = one.device.AgentId }))];
    }
}

/// <summary>A device, and for what its agent wants to be called.</summary>
public sealed record PushRecipient(PushSubscription Subscription, AlertChoices Choices);
