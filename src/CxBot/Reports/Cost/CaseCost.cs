namespace CxBot.Reports.Cost;

/// <summary>What the cases of a period cost, as far as there are prices.</summary>
/// <param name="Parts">Each thing that costs something; without a price where none is set.</param>
/// <param name="Cases">How many cases began in the period.</param>
/// <param name="Durable">How many of them ended well, as far as is known: helped by the bot, and not back, or solved for good by
/// people.</param>
public sealed record CaseCost(string Currency, IReadOnlyList<CostPart> Parts, int Cases, int Durable)
{
    /// <summary>Null where nothing that was used has a price.</summary>
    public decimal? Total => Parts.Any(part => part.Cost is not null) ? Parts.Sum(part => part.Cost ?? 0) : null;

    /// <summary>Null where there is none.</summary>
    public decimal? OfCase => Cases > 0 ? Total / Cases : null;

    /// <summary>Of one that ended well; null where there is none.</summary>
    public decimal? OfDurable => Durable > 0 ? Total / Durable : null;
}

/// <summary>Something that costs.</summary>
/// <param name="Category">Of messages; null otherwise.</param>
/// <param name="Quantity">Hours, calls or messages.</param>
/// <param name="Price">Of one of them; null where none is set.</param>
public sealed record CostPart(CostKind Kind, string? Category, decimal Quantity, decimal? Price)
{
    public decimal? Cost => Price * Quantity;
}

/// <summary>What costs something.</summary>
public enum CostKind
{
    /// <summary>The hours in which agents had at least one case while they were at the desk: with several at once, each second is shared
    /// among them.</summary>
    People,

    /// <summary>Calls of the language model, on the days (UTC) of the period.</summary>
    Model,

    /// <summary>Messages that a channel charges.</summary>
    Messages,
}
