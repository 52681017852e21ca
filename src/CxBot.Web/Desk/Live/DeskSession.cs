using System.Security.Claims;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Live;

/// <summary>The agent of this desk, and what they have chosen. One for each circuit.</summary>
public sealed class DeskSession(IDbContextFactory<CxBotDbContext> contexts, DeskWords words)
{
    public Preferences Preferences { get; set; } = Preferences.Default;

    /// <summary>The agent as last read; set before any page shows.</summary>
    public Agent Agent { get; private set; } = null!;

    public bool IsAdministrator { get; private set; }

    /// <summary>Where the browser asked for the page from; null where that is not known.</summary>
    public string? Address { get; set; }

    /// <summary>This agent, as the audit log names who acts.</summary>
    public AuditActor Actor => AuditActor.Of(Agent, Address);

    /// <summary>The zone this reader lives in.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(Preferences.Zone, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>Enter sends; otherwise Ctrl+Enter does.</summary>
    public bool EnterSends { get; set; } = true;

    /// <summary>Something about the agent has changed: name, here or away.</summary>
    public event Action? Changed;

    /// <summary>Reads the agent anew.</summary>
    /// <returns>False where the account is gone or disabled.</returns>
    public async Task<bool> LoadAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && !a.Disabled, cancellationToken) is not { } agent)
            return false;
        Agent = agent;
        IsAdministrator = user.IsInRole(AgentRoles.Administrator);
        Changed?.Invoke();
        return true;
    }

    /// <summary>The agent has a new name or photo; what they say from now on carries it.</summary>
    public void Became(string name, string? photoId)
    {
        (Agent.DisplayName, Agent.PhotoId) = (name, photoId);
        Changed?.Invoke();
    }

    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>When a day begins for this reader; a day that begins with a skipped hour begins after it.</summary>
    public DateTimeOffset Midnight(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(local))
            local = local.AddMinutes(15);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>The clock of a moment, as this reader writes it.</summary>
    public string Clock(DateTimeOffset moment) => Local(moment).ToString(words.Language == "id" ? "HH.mm" : "HH:mm", words.Culture);

    /// <summary>Day and clock of a moment.</summary>
    public string DayAndClock(DateTimeOffset moment) => $"{Local(moment).ToString("d MMM yyyy", words.Culture)}, {Clock(moment)}";
}
