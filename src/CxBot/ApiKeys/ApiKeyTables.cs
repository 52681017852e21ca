using Microsoft.EntityFrameworkCore;

namespace CxBot.ApiKeys;

/// <summary>The table of keys.</summary>
internal static class ApiKeyTables
{
    public static void Configure(ModelBuilder builder) => builder.Entity<ApiKey>(key =>
    {
        key.ToTable("ApiKeys");
        key.Property(k => k.Name).HasMaxLength(ApiKey.MaxNameLength);
        key.Property(k => k.Scopes).HasMaxLength(200);
        key.Property(k => k.Hash).HasMaxLength(64);
        key.Property(k => k.Ending).HasMaxLength(8);
        key.Property(k => k.MadeById).HasMaxLength(64);
        key.HasIndex(k => k.Hash).IsUnique();
        // Two administrators who make one of the same name at once: the second hears that it is taken.
        key.HasIndex(k => k.Name).IsUnique().HasFilter("\"RevokedAt\" IS NULL").HasDatabaseName("IX_ApiKeys_Working");
    });
}
