namespace CxBot.Reports.Shopping;

/// <summary>A month in which a customer ordered something. It stays when they are erased.</summary>
public sealed class OrderMonth
{
    public long ShopCustomerId { get; init; }

    /// <summary>In months since January 1970, of the business's zone.</summary>
    public int Month { get; init; }

    /// <summary>The month of their first order.</summary>
    public int Cohort { get; set; }

    /// <summary>The next month in which they ordered; null where there is none.</summary>
    public int? Next { get; set; }
}
