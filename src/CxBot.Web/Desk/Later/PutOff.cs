using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Later;

/// <summary>What one conversation shows above its messages.</summary>
/// <param name="Open">What was put off in it.</param>
/// <param name="TransferNote">What the agent wrote who transferred it, until somebody has answered the customer since.</param>
public sealed record PutOff(IReadOnlyList<LaterRow> Open, Message? TransferNote)
{
    public static readonly PutOff Nothing = new([], null);

    public static async Task<PutOff> ReadAsync(
        CxBotDbContext db, Conversation conversation, HandoverRequest? handover, CancellationToken cancellationToken)
    {
        var open = await LaterRow.OpenAsync(db, conversation.Id, cancellationToken);
        if (conversation.HandoverId is null || handover?.Id != conversation.HandoverId || handover.TransferNoteSequence is not { } sequence)
            return new PutOff(open, null);
        var since = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && m.Sequence >= sequence
                && (m.Sequence == sequence || m.Role == MessageRole.Agent))
            .OrderBy(m => m.Sequence).Take(2).ToListAsync(cancellationToken);
        return new PutOff(open, since is [{ Role: MessageRole.Note } note] ? note : null);
    }
}
