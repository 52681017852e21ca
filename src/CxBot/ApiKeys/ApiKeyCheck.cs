using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.ApiKeys;

/// <summary>Knows a key that is shown.</summary>
public sealed class ApiKeyCheck(Writer writer, IDbContextFactory<CxBotDbContext> contexts, TimeProvider time)
{
    /// <summary>The key; null where it is none, or does not work any more. That it was used is written down once a day.</summary>
    public async Task<ApiKey?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.IsOne(text))
            return null;
        var hash = ApiKeyText.Hash(text);
        await using var db = contexts.CreateDbContext();
        if (await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null, cancellationToken)
            is not { } key)
            return null;
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (key.LastUsedOn != today)
            await UsedAsync(key.Id, today, cancellationToken);
        return key;
    }

    private async Task UsedAsync(long keyId, DateOnly today, CancellationToken cancellationToken)
    {
        try
        {
            await writer.RunAsync((db, token) => db.ApiKeys.Where(k => k.Id == keyId)
                .ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedOn, today), token), cancellationToken);
        }
        catch (StorageException)
        {
            // Whoever only reads is served also where nothing can be written.
        }
    }
}
