using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Rollups;

/// <summary>The tables of rollups.</summary>
internal static class RollupTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<DayRollup>(rollup =>
        {
            rollup.ToTable("DayRollups");
            rollup.HasKey(r => new { r.Day, r.Part, r.Bucket });
        });
        builder.Entity<RolledDay>(day =>
        {
            day.ToTable("RolledDays");
            day.HasKey(d => d.Day);
            day.Property(d => d.Day).ValueGeneratedNever();
        });
    }
}
