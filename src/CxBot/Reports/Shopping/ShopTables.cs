using CxBot.Reports.Facts;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Shopping;

/// <summary>The tables of what customers do at the shop, and of what stays of it.</summary>
internal static class ShopTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<ShopCustomer>(customer =>
        {
            customer.ToTable("ShopCustomers");
            customer.Property(c => c.Subject).HasMaxLength(ShopCustomer.MaxSubjectLength);
            customer.HasIndex(c => c.Subject).IsUnique();
        });
        builder.Entity<ShopActivity>(activity =>
        {
            activity.ToTable("ShopActivities");
            activity.HasOne<ShopCustomer>().WithMany().HasForeignKey(a => a.ShopCustomerId).OnDelete(DeleteBehavior.Cascade);
            activity.Property(a => a.ShopId).HasMaxLength(ShopActivity.MaxIdLength);
            activity.Property(a => a.Subscription).HasMaxLength(ShopActivity.MaxIdLength);
            activity.Property(a => a.Currency).HasMaxLength(3);
            activity.Property(a => a.Amount).HasPrecision(19, 4);
            activity.HasIndex(a => new { a.ShopCustomerId, a.Kind, a.ShopId }).IsUnique();
        });
        builder.Entity<OrderMonth>(month =>
        {
            month.ToTable("OrderMonths");
            month.HasKey(m => new { m.ShopCustomerId, m.Month });
            month.HasIndex(m => new { m.Cohort, m.Month });
            month.HasIndex(m => new { m.Month, m.ShopCustomerId, m.Next });
        });
        builder.Entity<SubscriptionSpan>(span =>
        {
            span.ToTable("SubscriptionSpans");
            span.HasIndex(s => s.ShopCustomerId);
            span.HasIndex(s => new { s.Begun, s.Ended });
        });
        builder.Entity<CaseFact>().HasIndex(f => f.ShopCustomerId).HasFilter("\"ShopCustomerId\" IS NOT NULL");
    }
}
