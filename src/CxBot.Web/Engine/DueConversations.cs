using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Handover.Later;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Engine;

/// <summary>
/// Ends what has lasted too long, by the times under <c>Handover</c>: an agent whose desk is gone, the silence of the shop's own phone, a
/// conversation without a word.
/// </summary>
internal sealed partial class DueConversations(
    IDbContextFactory<CxBotDbContext> contexts, Writer writer, HandoverQueue queue, SilentCases cases, IOptions<HandoverOptions> options,
    TimeProvider time, ILogger<DueConversations> logger)
{
    public const int MaxAtOnce = 200;

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await FreeFromVanishedAgentsAsync(cancellationToken);
        await EndShopPhonesAsync(cancellationToken);
        await AskSilentAsync(cancellationToken);
        await CloseSilentAsync(cancellationToken);
    }

    private async Task FreeFromVanishedAgentsAsync(CancellationToken cancellationToken)
    {
        var after = options.Value.AgentGoneAfter;
        if (after == TimeSpan.Zero)
            return;
        await using var db = contexts.CreateDbContext();
        var now = time.GetUtcNow();
        var (before, ahead) = (now - after, now + after);
        var left = await db.Conversations.AsNoTracking()
            .Where(c => c.Status == ConversationStatus.WithAgent && c.CustomerWaitsSince != null)
            .Where(c => db.Users.Any(a => a.Id == c.OwnerId
                && (a.Disabled || a.LastSeenAt == null || a.LastSeenAt < before || a.LastSeenAt > ahead)))
            .Select(c => new { c.Id, c.OwnerId }).Take(MaxAtOnce).ToListAsync(cancellationToken);
        foreach (var conversation in left)
        {
            AgentVanished(logger, conversation.Id);
            await queue.RequeueVanishedAsync(conversation.Id, conversation.OwnerId!, cancellationToken);
        }
    }

    private async Task EndShopPhonesAsync(CancellationToken cancellationToken)
    {
        var after = options.Value.ShopPhoneFor;
        if (after == TimeSpan.Zero)
            return;
        await using var db = contexts.CreateDbContext();
        var before = time.GetUtcNow() - after;
        var silent = await db.Conversations.AsNoTracking()
            .Where(c => c.OwnerId == Conversation.ShopPhone && c.ShopPhoneAt < before)
            .Select(c => c.Id).Take(MaxAtOnce).ToListAsync(cancellationToken);
        foreach (var id in silent)
            await queue.EndShopPhoneAsync(id, before, cancellationToken);
    }

    private async Task AskSilentAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        await cases.AskAsync(db, MaxAtOnce, cancellationToken);
    }

    private async Task CloseSilentAsync(CancellationToken cancellationToken)
    {
        var after = options.Value.CloseSilentAfter;
        if (after == TimeSpan.Zero)
            return;
        await using var db = contexts.CreateDbContext();
        var before = time.GetUtcNow() - after;
        var silent = await db.Conversations.AsNoTracking()
            .Where(c => c.Status == ConversationStatus.WithBot && c.LastMessageAt < before && c.LastCustomerSequence == c.CoveredSequence
                && c.LastSequence > 0)
            .OrderBy(c => c.LastMessageAt).Select(c => c.Id).Take(MaxAtOnce).ToListAsync(cancellationToken);
        if (silent.Count == 0)
            return;
        await writer.RunAsync(async (write, token) =>
        {
            var still = write.Conversations.Where(c => silent.Contains(c.Id) && c.Status == ConversationStatus.WithBot
                && c.LastMessageAt < before);
            foreach (var conversation in await still.ToListAsync(token))
                conversation.Close(await SilentCases.LastWordAsync(write, conversation, token));
            await write.SaveChangesAsync(token);
        }, cancellationToken);
    }

    [LoggerMessage(1, LogLevel.Information, "The agent of conversation {ConversationId} is gone; it goes back into the queue")]
    private static partial void AgentVanished(ILogger logger, ConversationId conversationId);
}
