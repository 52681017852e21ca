namespace CxBot.Reports.Shopping;

/// <summary>Somebody who buys at the shop, by the shop's own id, whether or not they ever wrote to us.</summary>
public sealed class ShopCustomer
{
    /// <summary>The longest id, in characters.</summary>
    public const int MaxSubjectLength = 200;

    public long Id { get; init; }

    /// <summary>The shop's own id of them, as in its signed tokens; null once they are erased: then nothing stays but months, with
    /// nobody.</summary>
    public string? Subject { get; init; }

    /// <summary>Raised by whoever adds to their activity: two who do so at once wait for each other.</summary>
    public long Changes { get; init; }
}
