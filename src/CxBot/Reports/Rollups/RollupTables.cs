using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rollups;

/// <summary>The tables of rollups.</summary>
internal static class RollupTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Rollup>(rollup =>
        {
            rollup.ToTable("Rollups");
            rollup.Property(r => r.Level).HasConversion<int>();
            rollup.HasKey(r => new { r.Level, r.Dimension, r.Period, r.Value, r.Part, r.Bucket });
        });
        builder.Entity<RolledPeriod>(period =>
        {
            period.ToTable("RolledPeriods");
            period.Property(p => p.Level).HasConversion<int>();
            period.HasKey(p => new { p.Level, p.Period });
        });
    }
}
