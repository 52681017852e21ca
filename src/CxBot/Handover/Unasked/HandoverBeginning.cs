using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover.Unasked;

/// <summary>Makes a handover that no turn of the bot decided. Called inside a <see cref="Writer"/> command; it saves, because the
/// conversation needs the number that the database gives.</summary>
internal static class HandoverBeginning
{
    private static readonly TimeSpan BriefLooksBack = TimeSpan.FromDays(1);

    private const int MaxForBrief = 10;

    /// <summary>A handover whose brief holds what the customer wrote lately.</summary>
    public static async Task<HandoverRequest> NewAsync(CxBotDbContext db, Conversation conversation, HandoverReason reason,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var said = await SaidAsync(db, conversation.Id, now - BriefLooksBack, cancellationToken);
        var brief = HandoverBriefWriter.Begin(said, conversation.Page, conversation.Language ?? "id");
        return await AddAsync(db, conversation, reason, brief, null, now, cancellationToken);
    }

    /// <summary>A handover of the same case: what was known of it when it ended is known again, and what the customer wrote since joins
    /// it.</summary>
    /// <param name="promised">What an agent promised; null for nothing.</param>
    public static async Task<HandoverRequest> AgainAsync(CxBotDbContext db, Conversation conversation, HandoverReason reason,
        string? promised, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var last = await db.Handovers.AsNoTracking().Where(h => h.ConversationId == conversation.Id).OrderByDescending(h => h.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var since = last?.EndedAt ?? now - BriefLooksBack;
        var said = await SaidAsync(db, conversation.Id, since, cancellationToken);
        var brief = last is null
            ? HandoverBriefWriter.Begin(said, conversation.Page, conversation.Language ?? "id")
            : HandoverBriefWriter.Add(last.Brief, said);
        if (promised is not null)
            brief = brief with { Promised = [promised] };
        return await AddAsync(db, conversation, reason, brief, last?.Skill, now, cancellationToken);
    }

    private static async Task<List<Message>> SaidAsync(
        CxBotDbContext db, ConversationId conversationId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var said = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversationId && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text && m.At > since)
            .OrderByDescending(m => m.Sequence).Take(MaxForBrief).ToListAsync(cancellationToken);
        said.Reverse();
        return said;
    }

    private static async Task<HandoverRequest> AddAsync(CxBotDbContext db, Conversation conversation, HandoverReason reason,
        HandoverBrief brief, string? skill, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var handover = new HandoverRequest
        {
            ConversationId = conversation.Id,
            Reason = reason,
            Brief = brief,
            Skill = skill,
            RequestedAt = now,
            QueuedAt = now,
        };
        db.Handovers.Add(handover);
        await db.SaveChangesAsync(cancellationToken);
        return handover;
    }
}
