using CxBot.Reports.Statistics;

namespace CxBot.Reports.Retention;

/// <summary>Whether customers stay, by what the shop told of its orders and subscriptions.</summary>
public sealed record CustomerRetention(ShopMonths Months, IReadOnlyList<Cohort> Cohorts, IReadOnlyList<SubscriptionChurn> Churn,
    IReadOnlyList<OrderedAgain> Again)
{
    /// <summary>Whether the shop has told of anything; where it has not, nothing can be said.</summary>
    public bool IsTold { get; init; }
}

/// <summary>Those whose first order was in one month.</summary>
/// <param name="Month">In months since January 1970.</param>
/// <param name="Size">How many they are.</param>
/// <param name="Later">How many of them ordered again in the first month after it, in the second, and so on; as far as there are
/// months.</param>
public sealed record Cohort(int Month, int Size, IReadOnlyList<int> Later)
{
    /// <summary>So many months after the first are looked at.</summary>
    public const int MaxLater = 12;
}

/// <summary>What became of subscriptions in a month.</summary>
/// <param name="Running">How many ran when it began, without those whose customer was erased in it.</param>
/// <param name="Ended">How many of them ended in it.</param>
public sealed record SubscriptionChurn(int Month, int Running, int Ended);

/// <summary>Of customers who ordered in a month: how many ordered again in one of the next three. What goes along with it need not be its
/// cause.</summary>
/// <param name="Group">Whom or what it counts: each customer counts once a month; by an outcome or an answer, once for each case.</param>
public sealed record OrderedAgain(ShopGroup Group, Proportion Again)
{
    /// <summary>So long somebody has to order again.</summary>
    public const int Months = 3;
}

/// <summary>How easy a customer said that it was, on the scale of 1 to 7.</summary>
public enum EffortPart
{
    /// <summary>1 to 3.</summary>
    Hard,

    /// <summary>4.</summary>
    Neither,

    /// <summary>5 to 7.</summary>
    Easy,
}
