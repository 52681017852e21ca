using Microsoft.EntityFrameworkCore;

namespace CxBot.Conversations.Cases;

/// <summary>The tables of cases.</summary>
internal static class CaseTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<CustomerCase>(one =>
        {
            one.ToTable("Cases");
            one.HasOne<Conversation>().WithMany().HasForeignKey(c => c.ConversationId).OnDelete(DeleteBehavior.Cascade);
            one.Property(c => c.Mark).HasDefaultValueSql($"'{CaseMark.Customer}'").HasSentinel(CaseMark.Customer);
            one.HasIndex(c => c.OpenedAt);
            one.HasIndex(c => new { c.ConversationId, c.Number });
        });
        builder.Entity<CaseEvent>(happened =>
        {
            happened.ToTable("CaseEvents");
            happened.HasOne<CustomerCase>().WithMany(c => c.Events).HasForeignKey(e => e.CaseId).OnDelete(DeleteBehavior.Cascade);
            happened.HasIndex(e => new { e.CaseId, e.Id });
            happened.HasIndex(e => e.ConversationId);
        });
        builder.Entity<CaseChange>(change =>
        {
            change.ToTable("CaseChanges");
            change.HasOne<CustomerCase>().WithMany(c => c.Changes).HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Conversation>(conversation =>
        {
            conversation.HasOne(c => c.CurrentCase).WithMany().HasForeignKey("CaseId").OnDelete(DeleteBehavior.SetNull);
            // Whoever loads a conversation may change it, and then its case has to be told.
            conversation.Navigation(c => c.CurrentCase).AutoInclude();
        });
        builder.Entity<Turn>(turn =>
        {
            turn.HasOne(t => t.Case).WithMany().HasForeignKey(t => t.CaseId).OnDelete(DeleteBehavior.SetNull);
            // What was asked lately is read for the share of traffic, the replay and the reports.
            turn.HasIndex(t => t.At);
        });
    }
}
