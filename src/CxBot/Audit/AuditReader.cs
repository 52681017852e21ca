using System.Text.Json.Serialization;
using System.Text.Json;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Audit;

/// <summary>Reads the audit log, for the desk and for export.</summary>
public sealed class AuditReader(IDbContextFactory<CxBotDbContext> contexts, AuditLog log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>One page, the latest first, and one line more where there is a next page.</summary>
    /// <param name="page">From 0.</param>
    public async Task<IReadOnlyList<AuditEntry>> PageAsync(AuditFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await filter.Of(db).OrderByDescending(e => e.Id).Skip(page * size).Take(size + 1).ToListAsync(cancellationToken);
    }

    /// <summary>Who has acted, by name; for choosing.</summary>
    public async Task<IReadOnlyList<string>> ActorsAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.AuditEntries.Where(e => e.ActorName != null).Select(e => e.ActorName!).Distinct().OrderBy(name => name)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Writes JSON lines, the oldest first, and records that it did.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ExportAsync(AuditFilter filter, Stream to, AuditActor actor, CancellationToken cancellationToken)
    {
        await log.WriteAsync(AuditActs.AuditExported, actor, null, [], cancellationToken);
        await using var db = contexts.CreateDbContext();
        var lines = 0;
        await foreach (var entry in filter.Of(db).OrderBy(e => e.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(to, entry, Json, cancellationToken);
            await to.WriteAsync("\n"u8.ToArray(), cancellationToken);
            lines++;
        }
        return lines;
    }
}

/// <summary>Which lines; null means any.</summary>
public sealed record AuditFilter
{
    public string? Act { get; init; }

    /// <summary>The name of who acted.</summary>
    public string? Actor { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? Before { get; init; }

    internal IQueryable<AuditEntry> Of(CxBotDbContext db)
    {
        var entries = db.AuditEntries.AsNoTracking();
        if (Act is { } act)
            entries = entries.Where(e => e.Act == act);
        if (Actor is { } actor)
            entries = entries.Where(e => e.ActorName == actor);
        if (From is { } from)
            entries = entries.Where(e => e.At >= from);
        if (Before is { } before)
            entries = entries.Where(e => e.At < before);
        return entries;
    }
}
