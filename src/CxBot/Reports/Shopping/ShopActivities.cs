using CxBot.Audit;
using CxBot.Handover.Hours;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Shopping;

/// <summary>Takes in what customers do at the shop itself, and forgets it again.</summary>
public sealed class ShopActivities(Writer writer, AuditLog audit, TimeProvider time)
{
    /// <summary>So many are one write.</summary>
    public const int MaxAtOnce = 500;

    private const int MaxTries = 4;

    /// <summary>Stores all of them, or none. What is there already stays as it is.</summary>
    /// <param name="rows">At most <see cref="MaxAtOnce"/>.</param>
    /// <exception cref="StorageException">Nothing was stored.</exception>
    public async Task<StoredActivity> StoreAsync(IReadOnlyList<ActivityRow> rows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, MaxAtOnce);
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await writer.RunAsync((db, token) => ActivityWriter.WriteAsync(db, rows, token), cancellationToken);
            }
            catch (DbUpdateException) when (tried < MaxTries)
            {
                // Another process stored the same in the same moment: now it is known.
            }
        }
    }

    /// <summary>Writes into the audit log that a file was taken in.</summary>
    public Task NoteImportAsync(AuditActor by, StoredActivity stored, CancellationToken cancellationToken) =>
        audit.WriteAsync(
            AuditActs.ActivityImported, by, null, [("stored", Number(stored.Stored)), ("known", Number(stored.Known))], cancellationToken);

    /// <summary>Forgets somebody who bought and never wrote; who wrote is erased with all that is kept of them.</summary>
    /// <returns>Whether there was anything.</returns>
    public Task<bool> EraseAsync(string subject, AuditActor by, CancellationToken cancellationToken) =>
        writer.RunAsync(async (db, token) =>
        {
            if (!await db.ShopCustomers.AnyAsync(c => c.Subject == subject, token))
                return false;
            await EraseAsync(db, [subject], time.GetUtcNow(), token);
            audit.Add(db, AuditActs.ActivityErased, by, null);
            await db.SaveChangesAsync(token);
            return true;
        }, cancellationToken);

    /// <summary>Forgets what customers did at the shop. Called inside a <see cref="Writer"/> command.</summary>
    /// <param name="subjects">The shop's own ids of them.</param>
    public static async Task EraseAsync(
        CxBotDbContext db, List<string> subjects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (subjects.Count == 0)
            return;
        var hours = new CalendarHistory(await db.CalendarVersions.AsNoTracking().ToListAsync(cancellationToken));
        await ActivityWriter.EraseAsync(db, subjects, ActivityWriter.MonthOf(now, hours), cancellationToken);
    }

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="Stored">What is new.</param>
/// <param name="Known">What was there already, and stays as it was.</param>
public sealed record StoredActivity(int Stored, int Known)
{
    public static StoredActivity operator +(StoredActivity one, StoredActivity more) =>
        new(one.Stored + more.Stored, one.Known + more.Known);
}
