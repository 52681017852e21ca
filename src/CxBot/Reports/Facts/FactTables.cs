using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Facts;

/// <summary>The tables of facts. They know no conversation and no customer, so that nothing is taken from them when those go.</summary>
internal static class FactTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<CaseFact>(fact =>
        {
            fact.ToTable("CaseFacts");
            fact.HasKey(f => f.CaseId);
            fact.Property(f => f.CaseId).ValueGeneratedNever();
            fact.Property(f => f.Outcome).HasConversion<int>();
            fact.Property(f => f.Mark).HasConversion<int>();
            fact.HasIndex(f => f.Day);
            fact.HasIndex(f => f.Day, "IX_CaseFacts_LeftOut").HasFilter("\"Mark\" <> 0");
        });
        builder.Entity<HandoverFact>(fact =>
        {
            fact.ToTable("HandoverFacts");
            fact.HasKey(f => f.HandoverId);
            fact.Property(f => f.HandoverId).ValueGeneratedNever();
            fact.Property(f => f.Reason).HasConversion<int>();
            fact.Property(f => f.End).HasConversion<int>();
            fact.Property(f => f.Mark).HasConversion<int>();
            fact.HasIndex(f => f.Day);
            fact.HasIndex(f => f.CaseId);
        });
        builder.Entity<NextReplyFact>(fact =>
        {
            fact.ToTable("NextReplyFacts");
            fact.Property(f => f.Mark).HasConversion<int>();
            fact.HasIndex(f => f.Day);
            fact.HasIndex(f => f.CaseId);
        });
        builder.Entity<HandlingFact>(fact =>
        {
            fact.ToTable("HandlingFacts");
            fact.Property(f => f.Mark).HasConversion<int>();
            fact.HasIndex(f => f.Day);
            fact.HasIndex(f => f.CaseId);
        });
        builder.Entity<BotReplyFact>(fact =>
        {
            fact.ToTable("BotReplyFacts");
            fact.Property(f => f.Mark).HasConversion<int>();
            fact.HasIndex(f => f.Day);
            fact.HasIndex(f => f.CaseId);
        });
        builder.Entity<SurveyFact>(fact =>
        {
            fact.ToTable("SurveyFacts");
            fact.HasKey(f => f.SurveyId);
            fact.Property(f => f.SurveyId).ValueGeneratedNever();
            fact.Property(f => f.Kind).HasConversion<int>();
            fact.Property(f => f.Mark).HasConversion<int>();
            fact.HasIndex(f => f.Day);
            fact.HasIndex(f => f.CaseId);
            fact.HasIndex(f => f.HandoverId);
        });
        builder.Entity<FactName>(name =>
        {
            name.ToTable("FactNames");
            name.Property(n => n.Name).HasMaxLength(200);
            name.HasIndex(n => new { n.Kind, n.Name }).IsUnique();
        });
    }
}
