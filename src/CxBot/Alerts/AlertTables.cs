using CxBot.Conversations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Alerts;

/// <summary>How what calls agents is stored.</summary>
public static class AlertTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<AgentSeen>(seen =>
        {
            seen.HasKey(s => new { s.AgentId, s.ConversationId });
            seen.HasOne<Conversation>().WithMany().HasForeignKey(s => s.ConversationId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<AgentMention>(mention =>
        {
            mention.HasKey(m => new { m.ConversationId, m.Sequence, m.AgentId });
            mention.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
            // What every reading of the board asks for: small, because almost every note is read.
            mention.HasIndex(m => m.At).HasFilter("\"IsOpen\"").HasDatabaseName("IX_AgentMentions_Open");
        });
        builder.Entity<AlertChoices>().HasKey(c => c.AgentId);
        builder.Entity<PushSubscription>(subscription =>
        {
            subscription.Property(s => s.Hash).HasMaxLength(64);
            subscription.HasIndex(s => s.Hash).IsUnique();
            subscription.HasIndex(s => s.AgentId);
            subscription.Property(s => s.Session).HasMaxLength(64);
            subscription.Property(s => s.Language).HasMaxLength(8);
        });
    }
}
