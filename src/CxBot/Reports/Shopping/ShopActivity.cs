namespace CxBot.Reports.Shopping;

/// <summary>Something that a customer did at the shop itself, as the shop told us.</summary>
public sealed class ShopActivity
{
    /// <summary>The longest id of an order or a subscription, in characters.</summary>
    public const int MaxIdLength = 100;

    public long Id { get; init; }
    public long ShopCustomerId { get; init; }
    public required ActivityKind Kind { get; init; }

    /// <summary>The shop's own id of it: with the customer and the kind it is there once.</summary>
    public required string ShopId { get; init; }

    /// <summary>Which subscription; null for the one that a customer has.</summary>
    public string? Subscription { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>In <see cref="Currency"/>; null where the shop did not say.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }
}

/// <summary>What was done.</summary>
public enum ActivityKind
{
    Order,
    SubscriptionBegun,
    SubscriptionRenewed,
    SubscriptionEnded,
}
