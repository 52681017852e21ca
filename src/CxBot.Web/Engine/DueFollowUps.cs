using CxBot.Handover.Later;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Engine;

/// <summary>Brings back what agents put off, when its time has come.</summary>
internal sealed partial class DueFollowUps(
    IDbContextFactory<CxBotDbContext> contexts, ComingBack comingBack, ILogger<DueFollowUps> logger)
{
    public async Task BringBackAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        foreach (var due in await comingBack.DueAsync(db, DueConversations.MaxAtOnce, cancellationToken))
        {
            CameBack(logger, due.Kind, due.ConversationId);
            await comingBack.BringBackAsync(due, cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "A {Kind} in conversation {ConversationId} has come back")]
    private static partial void CameBack(ILogger logger, FollowUpKind kind, ConversationId conversationId);
}
