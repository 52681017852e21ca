using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Storage;
using CxBot.Surveys;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Delivery;

/// <summary>What a channel says of a message that we sent.</summary>
/// <param name="Tracker">The mark that we gave it along; null where it has none.</param>
public sealed record DeliveryReport(string Channel, string ProviderId, DeliveryStatus Status, int? Code, string? Title, string? Tracker)
{
    /// <summary>What it costs; null where this report does not say.</summary>
    public Pricing? Pricing { get; init; }

    /// <summary>What a failure says beyond this one message; null where it says nothing more.</summary>
    public RefusalCause? Cause { get; init; }

    /// <summary>Whom it went to, in the channel's names; null where the report does not say.</summary>
    public PersonOnChannel? Recipient { get; init; }
}

/// <summary>What came of reports.</summary>
/// <param name="Moved">The conversations whose messages have moved.</param>
/// <param name="Billed">What they cost, said for the first time.</param>
public sealed record ReportsTaken(IReadOnlyCollection<ConversationId> Moved, IReadOnlyList<Pricing> Billed)
{
    /// <summary>The places in the log of the messages that have moved.</summary>
    public IReadOnlyCollection<(ConversationId ConversationId, long Sequence)> Places { get; init; } = [];
}

/// <summary>Takes reports in and moves messages forward. Called inside a <see cref="Writer"/> command; it saves.</summary>
public static class DeliveryReports
{
    /// <summary>Takes reports in. What names a message that is not known yet is parked.</summary>
    public static async Task<ReportsTaken> TakeAsync(CxBotDbContext db, IReadOnlyList<DeliveryReport> reports, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var moved = new HashSet<(ConversationId ConversationId, long Sequence)>();
        var reached = new HashSet<(ConversationId ConversationId, long Sequence)>();
        var billed = new List<Pricing>();
        foreach (var report in reports)
        {
            if (await FindAsync(db, report, cancellationToken) is not { } part)
            {
                await ParkAsync(db, report, now, cancellationToken);
                continue;
            }
            part.ProviderId ??= report.ProviderId;
            Move(part, report.Status, report.Code, report.Title);
            moved.Add((part.ConversationId, part.Sequence));
            if (report.Status is DeliveryStatus.Delivered or DeliveryStatus.Read)
                reached.Add((part.ConversationId, part.Sequence));
            if (report.Pricing is { } pricing && await BillAsync(db, part, pricing, now, cancellationToken))
                billed.Add(pricing);
            if (report.Recipient is { } recipient)
                await KnownCustomers.AttachAsync(db, part.ConversationId, recipient, cancellationToken);
        }
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (conversationId, sequence) in moved)
            await SettleAsync(db, conversationId, sequence, cancellationToken);
        foreach (var (conversationId, sequence) in reached)
            await Survey.DeliveredAsync(db, conversationId, sequence, sequence, now, cancellationToken);
        return new([.. moved.Select(m => m.ConversationId).Distinct()], billed) { Places = moved };
    }

    /// <summary>The channel has told a piece's id: what was reported of it before counts now.</summary>
    public static async Task AcceptedAsync(CxBotDbContext db, DeliveryPart part, string providerId, CancellationToken cancellationToken)
    {
        part.ProviderId ??= providerId;
        Move(part, DeliveryStatus.Sent, null, null);
        var parked = await db.ParkedReports.Where(p => p.Channel == part.Channel && p.ProviderId == providerId)
            .ToListAsync(cancellationToken);
        foreach (var report in parked)
        {
            Move(part, report.Status, report.FailureCode, report.FailureTitle);
            if (report.Pricing is { } pricing)
                await BillAsync(db, part, pricing, report.At, cancellationToken);
        }
        db.ParkedReports.RemoveRange(parked);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The message is given up or refused: pieces of it that never went out have failed too, so that a report on one that did go
    /// does not make the whole of it delivered.</summary>
    public static async Task FailRestAsync(CxBotDbContext db, ConversationId conversationId, long sequence, string channel, int? code,
        string? title, CancellationToken cancellationToken)
    {
        var parts = await db.DeliveryParts.Where(p => p.ConversationId == conversationId && p.Sequence == sequence)
            .ToListAsync(cancellationToken);
        if (parts.Count == 0)
            return;
        foreach (var unsent in parts.Where(p => p is { ClaimedAt: null, ProviderId: null, Status: not DeliveryStatus.Failed }))
            (unsent.Status, unsent.FailureCode, unsent.FailureTitle) = (DeliveryStatus.Failed, code, title);
        if (!parts.Exists(p => p.Status == DeliveryStatus.Failed))
            db.DeliveryParts.Add(new DeliveryPart
            {
                ConversationId = conversationId,
                Sequence = sequence,
                Part = parts.Max(p => p.Part) + 1,
                Channel = channel,
                Status = DeliveryStatus.Failed,
                FailureCode = code,
                FailureTitle = title,
            });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Writes a message's own status from its pieces, once it is no longer waiting to be sent.</summary>
    public static async Task SettleAsync(CxBotDbContext db, ConversationId conversationId, long sequence,
        CancellationToken cancellationToken)
    {
        if (await db.Outbox.AnyAsync(d => d.ConversationId == conversationId && d.Sequence == sequence, cancellationToken))
            return;
        var parts = await db.DeliveryParts.AsNoTracking().Where(p => p.ConversationId == conversationId && p.Sequence == sequence)
            .ToListAsync(cancellationToken);
        if (parts.Count == 0)
            return;
        var status = DeliveryProgress.OfAll([.. parts.Select(p => p.Status)]);
        var failed = status == DeliveryStatus.Failed ? parts.First(p => p.Status == DeliveryStatus.Failed) : null;
        await db.Messages.Where(m => m.ConversationId == conversationId && m.Sequence == sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, status)
                .SetProperty(m => m.FailureCode, failed == null ? null : failed.FailureCode)
                .SetProperty(m => m.FailureTitle, failed == null ? null : failed.FailureTitle), cancellationToken);
    }

    /// <summary>The first report that says what a piece costs counts; it is said again with the next.</summary>
    private static async Task<bool> BillAsync(CxBotDbContext db, DeliveryPart part, Pricing pricing, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        await using var bill = Sql.Command(db, """
            INSERT INTO "BilledMessages" ("Channel", "ConversationId", "Sequence", "Part", "Billable", "Model", "Type", "Category", "At")
            VALUES (@channel, @conversation, @sequence, @part, @billable, @model, @type, @category, @at) ON CONFLICT DO NOTHING
            """, ("@channel", part.Channel), ("@conversation", part.ConversationId.Value), ("@sequence", part.Sequence),
            ("@part", part.Part),
            ("@billable", pricing.Billable), ("@model", pricing.Model), ("@type", pricing.Type), ("@category", pricing.Category),
            ("@at", at.UtcTicks));
        return await bill.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static void Move(DeliveryPart part, DeliveryStatus status, int? code, string? title)
    {
        part.Status = DeliveryProgress.Later(part.Status, status);
        if (part.Status == DeliveryStatus.Failed && status == DeliveryStatus.Failed)
            (part.FailureCode, part.FailureTitle) = (code, title);
    }

    private static async Task<DeliveryPart?> FindAsync(CxBotDbContext db, DeliveryReport report, CancellationToken cancellationToken)
    {
        if (await db.DeliveryParts.FirstOrDefaultAsync(p => p.Channel == report.Channel
            && p.ProviderId == report.ProviderId, cancellationToken) is { } known)
            return known;
        if (DeliveryPart.Read(report.Tracker) is not var (conversationId, sequence, number))
            return null;
        var tracked = await db.DeliveryParts.FirstOrDefaultAsync(p => p.ConversationId == conversationId && p.Sequence == sequence
            && p.Part == number && p.Channel == report.Channel, cancellationToken);
        // A piece that was sent twice after all keeps its first id; the second's reports are told apart by theirs.
        return tracked?.ProviderId is null ? tracked : null;
    }

    private static async Task ParkAsync(CxBotDbContext db, DeliveryReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var park = Sql.Command(db, """
            INSERT INTO "ParkedReports" ("Channel", "ProviderId", "Status", "FailureCode", "FailureTitle", "Pricing", "At")
            VALUES (@channel, @id, @status, @code, @title, @pricing, @at) ON CONFLICT DO NOTHING
            """,
                ("@channel", report.Channel), ("@id", report.ProviderId), ("@status", report.Status.ToString()),
                ("@code", report.Code), ("@title", report.Title),
                ("@pricing", report.Pricing is { } pricing ? StoredJson.Write(pricing) : null), ("@at", now.UtcTicks));
        await park.ExecuteNonQueryAsync(cancellationToken);
    }
}
