using CxBot.Hosting;

namespace CxBot.Reports.Cost;

/// <summary>What the shop pays, in one currency: without it nothing is said of what a case costs. Section <c>Reports:Cost</c>.</summary>
public sealed class CostOptions : ICheckedOptions
{
    public const string Section = "Reports:Cost";

    private const decimal MaxPrice = 1_000_000_000;

    /// <summary>ISO 4217, such as <c>IDR</c>. Default none.</summary>
    public string? Currency { get; set; }

    /// <summary>An hour of an agent, with all that goes with it. Default none.</summary>
    public decimal? AgentHour { get; set; }

    /// <summary>A call of the language model. Default none.</summary>
    public decimal? ModelCall { get; set; }

    /// <summary>A billed message by its category, such as <c>utility</c> or <c>marketing</c>. Default none.</summary>
    public Dictionary<string, decimal> Messages { get; set; } = [];

    /// <summary>Whether anything has a price.</summary>
    public bool IsOn => AgentHour is not null || ModelCall is not null || Messages.Count > 0;

    public IEnumerable<string> Problems()
    {
        var prices = Messages.Select(pair => (Name: $"Messages:{pair.Key}", Price: pair.Value))
            .Concat(AgentHour is { } hour ? [(nameof(AgentHour), hour)] : [])
            .Concat(ModelCall is { } call ? [(nameof(ModelCall), call)] : []);
        foreach (var (name, price) in prices)
            if (price is < 0 or > MaxPrice)
                yield return $"{Section}:{name} must be 0 to {MaxPrice}.";
        if (IsOn && (Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper)))
            yield return $"{Section}:Currency must be three capital letters such as IDR: it is what the prices are in.";
    }
}
