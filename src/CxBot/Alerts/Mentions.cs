using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Alerts;

/// <summary>Whom notes name, kept with the notes.</summary>
public static class Mentions
{
    /// <summary>More names in one note call nobody: it would be a way to ring at every desk.</summary>
    private const int MaxNamed = 20;

    /// <summary>The names of everyone who may be named: all who are not disabled.</summary>
    public static async Task<IReadOnlyList<MentionName>> NamesAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var agents = await db.Users.Where(agent => !agent.Disabled).Select(agent => new { agent.Id, agent.DisplayName, agent.Email })
            .ToListAsync(cancellationToken);
        return MentionName.Of([.. agents.Select(agent => (agent.Id, agent.DisplayName, agent.Email))]);
    }

    /// <summary>Keeps whom a new note names; its author calls nobody by naming themself. The caller saves.</summary>
    public static async Task AddAsync(CxBotDbContext db, Message note, CancellationToken cancellationToken)
    {
        if (note.AgentId is not { } author || !note.Text.Contains('@', StringComparison.Ordinal))
            return;
        var named = MentionName.Find(note.Text, await NamesAsync(db, cancellationToken)).Where(id => id != author).Take(MaxNamed);
        db.AgentMentions.AddRange(named.Select(id => new AgentMention
        {
            ConversationId = note.ConversationId,
            Sequence = note.Sequence,
            AgentId = id,
            ById = author,
            At = note.At,
        }));
    }
}
