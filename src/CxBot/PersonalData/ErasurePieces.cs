using System.Security.Cryptography;
using CxBot.Conversations;
using CxBot.Media;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>
/// Removes what a conversation holds whose erasure has begun, in pieces between which others write. Begun again after a stop, it goes on
/// where it was; two at once do no harm.
/// </summary>
public sealed class ErasurePieces(Writer writer, IDbContextFactory<CxBotDbContext> contexts, MediaStore media, OwnersQuestions questions)
{
    /// <summary>So many messages are one transaction: a few milliseconds.</summary>
    private const int Piece = 250;

    private const int FilesAtOnce = 50;

    /// <summary>The conversations that still hold something.</summary>
    public async Task<IReadOnlyList<ConversationId>> UnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Conversations.IgnoreQueryFilters().Where(c => c.Status == ConversationStatus.Erasing).Select(c => c.Id).Take(500)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Removes everything of one conversation but its figures.</summary>
    /// <param name="removed">Told after each piece how many messages went.</param>
    public async Task RemoveAsync(ConversationId conversationId, Action<int>? removed, CancellationToken cancellationToken)
    {
        var known = await questions.ReadAsync(cancellationToken);
        do
        {
            await RemoveFilesAsync(conversationId, cancellationToken);
            while (true)
            {
                await using (var db = contexts.CreateDbContext())
                    known.Meet(await db.Messages.Where(m => m.ConversationId == conversationId).OrderBy(m => m.Sequence).Take(Piece)
                        .Select(m => m.Text).ToListAsync(cancellationToken));
                var gone = await writer.RunAsync((db, token) => RemovePieceAsync(db, conversationId, token), cancellationToken);
                removed?.Invoke(gone);
                if (gone < Piece)
                    break;
            }
            await questions.RemoveAsync(known, cancellationToken);
        }
        while (!await writer.RunAsync((db, token) => FinishAsync(db, conversationId, token), cancellationToken));
    }

    private async Task RemoveFilesAsync(ConversationId conversationId, CancellationToken cancellationToken)
    {
        while (true)
        {
            List<string> some;
            await using (var db = contexts.CreateDbContext())
                some = await db.MediaFiles.Where(f => f.ConversationId == conversationId).Select(f => f.Id).Take(FilesAtOnce)
                    .ToListAsync(cancellationToken);
            if (some.Count == 0)
                return;
            await media.RemoveAsync(some, cancellationToken);
        }
    }

    private static async Task<int> RemovePieceAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var piece = await db.Messages.Where(m => m.ConversationId == conversationId).OrderBy(m => m.Sequence).Select(m => m.Sequence)
            .Take(Piece).ToListAsync(cancellationToken);
        if (piece is not [.., var last])
            return 0;
        await db.Insertions.Where(i => i.ConversationId == conversationId && i.Sequence <= last).ExecuteDeleteAsync(cancellationToken);
        await db.DeliveryParts.Where(p => p.ConversationId == conversationId && p.Sequence <= last).ExecuteDeleteAsync(cancellationToken);
        return await db.Messages.Where(m => m.ConversationId == conversationId && m.Sequence <= last).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Moves the figures to a conversation that was nobody's; everything else goes with its conversation.</summary>
    /// <returns>False where something has come meanwhile: it must be begun again.</returns>
    private static async Task<bool> FinishAsync(CxBotDbContext db, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var all = db.Conversations.IgnoreQueryFilters().Where(c => c.Id == conversationId && c.Status == ConversationStatus.Erasing);
        if (await all.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } gone)
            return true;
        if (await db.MediaFiles.AnyAsync(f => f.ConversationId == conversationId, cancellationToken)
            || await db.Messages.AnyAsync(m => m.ConversationId == conversationId, cancellationToken))
            return false;
        var remains = gone.Remains(new ConversationId("erased-" + RandomNumberGenerator.GetHexString(24, lowercase: true)));
        db.Conversations.Add(remains);
        await db.SaveChangesAsync(cancellationToken);
        await db.Turns.Where(t => t.ConversationId == conversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.ConversationId, remains.Id), cancellationToken);
        await db.Cases.Where(c => c.ConversationId == conversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ConversationId, remains.Id), cancellationToken);
        await db.CaseEvents.Where(e => e.ConversationId == conversationId)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.ConversationId, remains.Id), cancellationToken);
        await db.Surveys.Where(s => s.ConversationId == conversationId).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.ConversationId, remains.Id).SetProperty(s => s.Comment, (string?)null), cancellationToken);
        foreach (var handover in await db.Handovers.Where(h => h.ConversationId == conversationId).ToListAsync(cancellationToken))
        {
            handover.ConversationId = remains.Id;
            handover.Brief = handover.Brief.WithoutWords();
            (handover.OutcomeNote, handover.RatingComment) = (null, null);
        }
        await db.SaveChangesAsync(cancellationToken);
        // What is counted or done alone for a conversation bears its name.
        await db.ModelCalls.Where(c => c.Limit.Contains(conversationId.Value)).ExecuteDeleteAsync(cancellationToken);
        await db.Leases.Where(l => l.Name.Contains(conversationId.Value)).ExecuteDeleteAsync(cancellationToken);
        // Another process may have been faster, and then its figures are the ones that stay.
        if (await all.ExecuteDeleteAsync(cancellationToken) == 0)
            throw new ConversationConflictException("The conversation was erased elsewhere in the same moment.");
        return true;
    }
}
