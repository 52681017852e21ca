namespace CxBot.Reports.Figures;

/// <summary>What is counted of customers at the shop itself; <see cref="Retention.RetentionReader"/> reads it, because it is of no
/// case.</summary>
public static class ShopFigures
{
    /// <summary>Of those whose first order was in a month: who ordered again so many months later.</summary>
    public static readonly ShopShare OrderedAgain = new("ordered-again");

    /// <summary>Of subscriptions that ran when a month began: which ended in it.</summary>
    public static readonly ShopShare Churn = new("subscription-churn");

    /// <summary>Of those who ordered in a month: who ordered again within three.</summary>
    public static readonly ShopShare OrderedAgainAfter = new("ordered-again-after");

    public static IReadOnlyList<Figure> All { get; } = [OrderedAgain, Churn, OrderedAgainAfter];
}

/// <summary>A share of the shop's customers.</summary>
public sealed record ShopShare(string Id) : Figure(Id)
{
    public override bool IsShare => true;
}
