using System.Collections.Immutable;
using CxBot.Chaos.People;
using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Chaos.Checking;

/// <summary>Reads after a run what the database shows.</summary>
internal static class EvidenceReader
{
    /// <summary>Whether nothing is left to be done.</summary>
    public static async Task<bool> IsSettledAsync(Store store, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        return !await db.Outbox.AnyAsync(cancellationToken)
            && !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence, cancellationToken);
    }

    public static async Task<Evidence> ReadAsync(Store store, AckLog log, CancellationToken cancellationToken)
    {
        await using var db = store.Open();
        var messages = await db.Messages.AsNoTracking()
            .Select(m => new { m.ConversationId, m.Sequence, m.Channel, m.Role, m.Text, m.ProviderId, m.Delivery })
            .ToListAsync(cancellationToken);
        var turns = await db.Turns.AsNoTracking().Select(t => new { t.ConversationId, t.FirstSequence, t.LastSequence })
            .ToListAsync(cancellationToken);
        var conversations = await db.Conversations.AsNoTracking()
            .Select(c => new { c.Id, c.Status, c.LastCustomerSequence, c.CoveredSequence, c.OwnerId }).ToListAsync(cancellationToken);
        var queued = await db.Outbox.AsNoTracking().Select(d => new { d.ConversationId, d.Sequence }).ToListAsync(cancellationToken);
        var handovers = await db.Handovers.AsNoTracking().Where(h => h.EndedAt == null).Select(h => h.ConversationId)
            .ToListAsync(cancellationToken);
        var cases = await db.Cases.AsNoTracking().Where(c => c.EndedAt == null).Select(c =>
            c.ConversationId).ToListAsync(cancellationToken);
        return new Evidence
        {
            Log = [.. log.Said],
            GivenUp = [.. log.GivenUp],
            Messages =
            [
                .. messages.Select(m => new StoredMessage(m.ConversationId.Value, m.Sequence, m.Channel, m.Role.ToString(), m.Text,
                    m.ProviderId, m.Delivery.ToString())),
            ],
            Turns = [.. turns.Select(t => new StoredTurn(t.ConversationId.Value, t.FirstSequence, t.LastSequence))],
            Conversations =
            [
                .. conversations.Select(
                    c => new StoredConversation(c.Id.Value, c.Status.ToString(), c.LastCustomerSequence, c.CoveredSequence, c.OwnerId)),
            ],
            Queued = [.. queued.Select(d => (d.ConversationId.Value, d.Sequence))],
            OpenHandovers = [.. handovers.Select(id => id.Value)],
            OpenCases = [.. cases.Select(id => id.Value)],
            Integrity = store.Kind == StoreKind.Sqlite ? await IntegrityAsync(db, cancellationToken) : "",
        };
    }

    private static async Task<string> IntegrityAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var whole = await db.Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check")
            .ToListAsync(cancellationToken);
        var keys = await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check")
            .ToListAsync(cancellationToken);
        return string.Join("; ", whole.Where(line => line != "ok").Concat(keys.Select(table => $"a foreign key of {table}")).Take(5));
    }
}
