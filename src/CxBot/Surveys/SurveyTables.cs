using CxBot.Conversations.Cases;
using CxBot.Conversations;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Surveys;

/// <summary>The table of surveys.</summary>
internal static class SurveyTables
{
    public static void Configure(ModelBuilder builder) => builder.Entity<Survey>(survey =>
    {
        survey.ToTable("Surveys");
        survey.HasOne<Conversation>().WithMany().HasForeignKey(s => s.ConversationId).OnDelete(DeleteBehavior.Cascade);
        survey.HasOne(s => s.Case).WithMany().HasForeignKey(s => s.CaseId).OnDelete(DeleteBehavior.SetNull);
        survey.HasIndex(s => s.HandoverId);
        survey.HasIndex(s => s.AskedAt);
        survey.HasIndex(s => new { s.ConversationId, s.Sequence });
        // Looked at with every message that a customer has got, and nearly always for nothing.
        survey.HasIndex(s => s.ConversationId).HasFilter("\"DeliveredAt\" IS NULL").HasDatabaseName("IX_Surveys_Undelivered");
        // What every reading of the board asks for.
        survey.HasIndex(s => s.LowSince).HasFilter("\"LowSince\" IS NOT NULL").HasDatabaseName("IX_Surveys_Low");
    });
}
