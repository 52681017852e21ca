using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rebuild;

/// <summary>Reads what a conversation holds from before there were cases.</summary>
internal static class OldLogReader
{
    /// <returns>Null where the conversation is gone.</returns>
    public static async Task<OldLog?> ReadAsync(CxBotDbContext db, ConversationId id, CancellationToken cancellationToken)
    {
        if (await db.Conversations.AsNoTracking().Where(c => c.Id == id).Select(c => new { c.Channel, c.Status, c.LastMessageAt })
            .SingleOrDefaultAsync(cancellationToken) is not { } conversation)
            return null;
        var written = await db.Cases.Where(c => c.ConversationId == id).OrderBy(c => c.OpenedAt).Select(c => (DateTimeOffset?)c.OpenedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var turns = await db.Turns.AsNoTracking().Where(t => t.ConversationId == id && t.CaseId == null)
            .OrderBy(t => t.FirstSequence).ToListAsync(cancellationToken);
        var said = await db.Messages.AsNoTracking().Where(m => m.ConversationId == id && m.Role == MessageRole.Customer)
            .Select(m => new { m.Sequence, m.At }).ToDictionaryAsync(m => m.Sequence, m => m.At, cancellationToken);
        var handovers = await db.Handovers.AsNoTracking().Where(h => h.ConversationId == id && h.CaseId == null).OrderBy(h => h.Id)
            .ToListAsync(cancellationToken);
        var numbers = handovers.Select(h => h.Id).ToHashSet();
        var notices = await db.Messages.AsNoTracking().Where(m => m.ConversationId == id && m.Role == MessageRole.System)
            .OrderBy(m => m.Sequence).Select(m => new { m.At, m.Content }).ToListAsync(cancellationToken);
        var acts = notices.Select(m => m.Content is MessageContent.Notice { Act: { } act } notice && KindOf(act.Kind) is { } kind
            ? new OldAct(m.At, notice.Handover.Handover, kind, act.By?.Id, act.To?.Id) : null).OfType<OldAct>();
        return new OldLog(
            id,
            conversation.Channel,
            [.. turns.Select(t => (t, t.AskedAt ?? said.GetValueOrDefault(t.FirstSequence, t.At)))],
            handovers,
            [.. acts.Where(act => numbers.Contains(act.HandoverId))],
            written ?? conversation.LastMessageAt,
            written is not null || conversation.Status == ConversationStatus.Resolved);
    }

    private static CaseEventKind? KindOf(HandoverActKind kind) => kind switch
    {
        HandoverActKind.Transferred => CaseEventKind.Transferred,
        HandoverActKind.Released => CaseEventKind.Released,
        HandoverActKind.AgentVanished => CaseEventKind.AgentVanished,
        HandoverActKind.AgentDisabled => CaseEventKind.AgentDisabled,
        HandoverActKind.ShopPhoneEnded => CaseEventKind.ShopPhoneEnded,
        _ => null,
    };
}
