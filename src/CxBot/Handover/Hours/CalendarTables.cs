using Microsoft.EntityFrameworkCore;

namespace CxBot.Handover.Hours;

/// <summary>How it is stored which hours held when.</summary>
public static class CalendarTables
{
    public static void Configure(ModelBuilder builder) => builder.Entity<CalendarVersion>(version =>
    {
        version.HasKey(v => v.Number);
        version.Property(v => v.Number).ValueGeneratedNever();
    });
}
