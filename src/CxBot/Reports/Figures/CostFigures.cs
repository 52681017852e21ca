namespace CxBot.Reports.Figures;

/// <summary>What cases cost; <see cref="Cost.CostReader"/> reads it, because it is of the whole shop.</summary>
public static class CostFigures
{
    /// <summary>All that was paid, over the cases that began.</summary>
    public static readonly CostFigure Case = new("cost-case");

    /// <summary>The same, over those that ended well.</summary>
    public static readonly CostFigure Durable = new("cost-durable");

    public static IReadOnlyList<Figure> All { get; } = [Case, Durable];
}

/// <summary>An amount in the currency of the settings.</summary>
public sealed record CostFigure(string Id) : Figure(Id);
