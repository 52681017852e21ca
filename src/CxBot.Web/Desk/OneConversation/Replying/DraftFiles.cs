using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Web.Operations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.OneConversation.Replying;

/// <summary>Files that are attached and not sent yet, as a browser may keep them: each sealed for its agent and conversation.</summary>
public sealed class DraftFiles(SigningKey key, IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>What the browser keeps of a file: worth something to this agent in this conversation alone.</summary>
    public string Seal(string agentId, ConversationId conversationId, string fileId) => $"{fileId}.{Sign(agentId, conversationId, fileId)}";

    /// <summary>The files that are still there and were not sent, in their order.</summary>
    /// <param name="kept">As the browser kept them; what this agent did not attach here is left out.</param>
    public async Task<IReadOnlyList<MediaReference>> FindAsync(string agentId, ConversationId conversationId, IReadOnlyList<string> kept,
        CancellationToken cancellationToken)
    {
        var ids = kept.Select(one => Open(agentId, conversationId, one)).OfType<string>().Distinct().ToList();
        if (ids.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var files = await db.MediaFiles.AsNoTracking().Where(f => f.ConversationId == conversationId && ids.Contains(f.Id))
            .ToDictionaryAsync(f => f.Id, cancellationToken);
        if (files.Count == 0)
            return [];
        var since = files.Values.Min(f => f.At);
        var said = await db.Messages.Where(m => m.ConversationId == conversationId && m.AgentId == agentId && m.At >= since)
            .Select(m => m.Content).ToListAsync(cancellationToken);
        var sent = said.SelectMany(content => content.Attachments ?? []).Select(file => file.Id).ToHashSet();
        return [.. ids.Where(id => files.ContainsKey(id) && !sent.Contains(id)).Select(id => files[id])
            .Select(f => new MediaReference(f.Id, f.FileName, f.ContentType, f.Bytes))];
    }

    private string? Open(string agentId, ConversationId conversationId, string one) =>
        one.Split('.') is [var id, var signature] && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature),
            Encoding.UTF8.GetBytes(Sign(agentId, conversationId, id))) ? id : null;

    private string Sign(string agentId, ConversationId conversationId, string fileId) => Base64Url.EncodeToString(
        HMACSHA256.HashData(key.For("desk-draft"), Encoding.UTF8.GetBytes($"{agentId}\n{conversationId}\n{fileId}")));
}
