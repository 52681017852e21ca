using System.Globalization;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.ApiKeys;

/// <summary>Makes keys and takes them back: administrators do, and the command line. Each act is in the audit log.</summary>
public sealed class ApiKeyActs(Writer writer, IDbContextFactory<CxBotDbContext> contexts, AuditLog audit, TimeProvider time)
{
    /// <summary>More that work at once are a sign that none is taken back.</summary>
    public const int MaxKeys = 100;

    /// <summary>Every key there was, those that work first, and of those the newest.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.ApiKeys.AsNoTracking().OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Makes a key.</summary>
    /// <param name="scopes">Of <see cref="ApiScopes.All"/>, at least one.</param>
    public async Task<ApiKeyOutcome> MakeAsync(
        AuditActor by, string name, IReadOnlyCollection<string> scopes, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (name.Length is 0 or > ApiKey.MaxNameLength || name.Any(char.IsControl))
            return new(null, ApiKeyProblem.NameWrong);
        if (scopes.Count == 0 || scopes.Any(scope => !ApiScopes.All.Contains(scope)))
            return new(null, ApiKeyProblem.ScopeWrong);
        var text = ApiKeyText.New();
        try
        {
            var problem = await writer.RunAsync((db, token) => AddAsync(db, by, name, string.Join(' ', scopes.Distinct()), text, token),
                cancellationToken);
            return new(problem is null ? text : null, problem);
        }
        catch (DbUpdateException)
        {
            // Another of the same name came first.
            return new(null, ApiKeyProblem.NameTaken);
        }
        catch (AgentShutOutException)
        {
            return new(null, ApiKeyProblem.NotAllowed);
        }
    }

    /// <summary>Takes a key back: from now on it opens nothing.</summary>
    /// <returns>Null where it was done.</returns>
    public async Task<ApiKeyProblem?> RevokeAsync(AuditActor by, long keyId, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.RunAsync<ApiKeyProblem?>(async (db, token) =>
            {
                await RequireAsync(db, by, token);
                var now = time.GetUtcNow();
                var revoked = await db.ApiKeys.Where(k => k.Id == keyId && k.RevokedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), token);
                if (revoked == 0)
                    return ApiKeyProblem.Gone;
                var name = await db.ApiKeys.Where(k => k.Id == keyId).Select(k => k.Name).SingleAsync(token);
                audit.Add(db, AuditActs.ApiKeyRevoked, by, Subject(keyId), ("name", name));
                await db.SaveChangesAsync(token);
                return null;
            }, cancellationToken);
        }
        catch (AgentShutOutException)
        {
            return ApiKeyProblem.NotAllowed;
        }
    }

    private async Task<ApiKeyProblem?> AddAsync(
        CxBotDbContext db, AuditActor by, string name, string scopes, string text, CancellationToken cancellationToken)
    {
        await RequireAsync(db, by, cancellationToken);
        var working = db.ApiKeys.Where(k => k.RevokedAt == null);
        if (await working.AnyAsync(k => k.Name == name, cancellationToken))
            return ApiKeyProblem.NameTaken;
        if (await working.CountAsync(cancellationToken) >= MaxKeys)
            return ApiKeyProblem.TooMany;
        var key = new ApiKey
        {
            Name = name,
            Scopes = scopes,
            Hash = ApiKeyText.Hash(text),
            Ending = ApiKeyText.Ending(text),
            MadeAt = time.GetUtcNow(),
            MadeById = by.Id,
        };
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync(cancellationToken);
        audit.Add(db, AuditActs.ApiKeyMade, by, Subject(key.Id), ("name", name), ("scopes", scopes));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private static async Task RequireAsync(CxBotDbContext db, AuditActor by, CancellationToken cancellationToken)
    {
        if (by.Id is { } agent)
            await ActingAgents.RequireAdministratorAsync(db, agent, cancellationToken);
    }

    private static AuditSubject Subject(long keyId) =>
        new(AuditSubject.ApiKeyKind, keyId.ToString(CultureInfo.InvariantCulture));
}

/// <param name="Text">The key, which nobody can read again; null where none was made.</param>
/// <param name="Problem">Why none was made.</param>
public sealed record ApiKeyOutcome(string? Text, ApiKeyProblem? Problem);

/// <summary>Why a key was not made or not taken back.</summary>
public enum ApiKeyProblem
{
    /// <summary>Not 1 to 60 characters on one line.</summary>
    NameWrong,

    /// <summary>A key that works has it.</summary>
    NameTaken,

    /// <summary>None, or one that there is not.</summary>
    ScopeWrong,
    TooMany,

    /// <summary>It does not work any more.</summary>
    Gone,
    NotAllowed,
}
