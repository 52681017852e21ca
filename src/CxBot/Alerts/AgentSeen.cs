using CxBot.Agents;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Alerts;

/// <summary>How far one agent has read one conversation: what is unread is unread by somebody.</summary>
public sealed class AgentSeen
{
    public required string AgentId { get; init; }
    public required ConversationId ConversationId { get; init; }

    /// <summary>The last place in the log that was on the agent's screen.</summary>
    public long Sequence { get; set; }

    /// <summary>Notes that an agent has read so far; never back. Called inside a <see cref="Writer"/> command.</summary>
    /// <returns>Whether that was news. A disabled agent reads nothing.</returns>
    public static async Task<bool> MarkAsync(
        CxBotDbContext db, string agentId, ConversationId conversationId, long sequence, CancellationToken cancellationToken)
    {
        // One statement, because an agent may have the same conversation open in several windows.
        await using var mark = Sql.Command(db, """
            INSERT INTO "AgentSeen" ("AgentId", "ConversationId", "Sequence")
            SELECT a."Id", c."Id", @sequence FROM "AspNetUsers" a, "Conversations" c
            WHERE a."Id" = @agent AND NOT a."Disabled" AND c."Id" = @conversation
            ON CONFLICT ("AgentId", "ConversationId") DO UPDATE SET "Sequence" = excluded."Sequence"
            WHERE "AgentSeen"."Sequence" < excluded."Sequence"
            """, ("@agent", agentId), ("@conversation", conversationId.Value), ("@sequence", sequence));
        if (await mark.ExecuteNonQueryAsync(cancellationToken) == 0)
            return false;
        await db.AgentMentions.Where(m => m.AgentId == agentId && m.ConversationId == conversationId && m.Sequence <= sequence && m.IsOpen)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.IsOpen, false), cancellationToken);
        return true;
    }
}
