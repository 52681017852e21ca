using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using CxBot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.SignIn;

/// <summary>
/// Whether a session still stands: its agent is not disabled, has not signed out anywhere, has the password and the role of then, and it
/// has not come to its end.
/// </summary>
public sealed partial class DeskSessions(IDbContextFactory<CxBotDbContext> contexts, IOptions<DeskOptions> desk,
    IOptions<IdentityOptions> identity, TimeProvider time, ILogger<DeskSessions> logger) : IDisposable
{
    /// <summary>When the session began, in seconds since 1970: the moment of its last proof.</summary>
    public const string BeganClaim = "cxbot.began";

    /// <summary>How often open pages look; who was shut out is gone within twice this time.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>All open pages of the process share one reading that is no older.</summary>
    private static readonly TimeSpan Shared = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private FrozenDictionary<string, string?>? _reading;
    private long _readAt;

    /// <summary>Asked of the database, for each request.</summary>
    public async Task<bool> StandsAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (IsOver(user))
            return false;
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return Has(user, await db.Users.Where(agent => agent.Id == id && !agent.Disabled).Select(agent => agent.SecurityStamp)
            .SingleOrDefaultAsync(cancellationToken));
    }

    /// <summary>Whether the session's agent is there, and disabled.</summary>
    public async Task<bool> IsDisabledAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.AnyAsync(agent => agent.Id == id && agent.Disabled, cancellationToken);
    }

    /// <summary>The same for a page that stays open, of a reading that all such pages share.</summary>
    public async Task<bool> StillStandsAsync(ClaimsPrincipal user, CancellationToken cancellationToken) =>
        !IsOver(user) && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            && Has(user, (await ReadingAsync(cancellationToken))?.GetValueOrDefault(id));

    /// <summary>Whether an agent was there at the last look; for what is too short-lived to ask the database.</summary>
    public bool WasThere(string agentId) => _reading?.ContainsKey(agentId) ?? true;

    /// <summary>How long ago the session's agent proved who they are.</summary>
    public TimeSpan Age(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(BeganClaim), CultureInfo.InvariantCulture, out var seconds)
            ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)
            : TimeSpan.MaxValue;

    /// <summary>The claim of a session that begins now.</summary>
    public Claim Begins() => new(BeganClaim, time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ClaimValueTypes.Integer64);

    private bool IsOver(ClaimsPrincipal user) => Age(user) > desk.Value.SessionEndsAfter;

    private bool Has(ClaimsPrincipal user, string? stamp) => stamp is not null
        && stamp == user.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);

    private async Task<FrozenDictionary<string, string?>?> ReadingAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_reading is not null && time.GetElapsedTime(_readAt) < Shared)
                return _reading;
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var agents = await db.Users.Where(agent => !agent.Disabled).Select(agent => new { agent.Id, agent.SecurityStamp })
                .ToListAsync(cancellationToken);
            (_reading, _readAt) = (agents.ToFrozenDictionary(agent => agent.Id, agent => agent.SecurityStamp), time.GetTimestamp());
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or IOException or InvalidOperationException)
        {
            // While the database cannot be asked nobody can do anything either; what was true a moment ago stays so.
            NotRead(logger, failure);
        }
        finally
        {
            _oneAtATime.Release();
        }
        return _reading;
    }

    public void Dispose() => _oneAtATime.Dispose();

    [LoggerMessage(1, LogLevel.Warning, "Could not look which sessions still stand; the last look counts meanwhile")]
    private static partial void NotRead(ILogger logger, Exception failure);
}
