using System.Globalization;
using CxBot.Reports.Facts;

namespace CxBot.Reports.Retention;

/// <summary>Some of the customers that a figure counts, as they stand in an address: <c>Cohort.2026-05.3</c>.</summary>
public sealed record ShopGroup(ShopGroupKind Kind)
{
    private const string AgainPart = "again";

    /// <summary>Which month, in months since January 1970; null where it is of all.</summary>
    public int? Month { get; init; }

    /// <summary>Of a cohort, who ordered again so many months later; null for all of it.</summary>
    public int? Later { get; init; }

    public CaseOutcome? Outcome { get; init; }
    public EffortPart? Effort { get; init; }

    /// <summary>Only who ordered again.</summary>
    public bool IsAgain { get; init; }

    public override string ToString() => string.Join(
        '.',
        new[]
        {
            Kind.ToString(),
            Month is { } month ? ShopMonths.Begins(month).ToString("yyyy-MM", CultureInfo.InvariantCulture) : null,
            Later?.ToString(CultureInfo.InvariantCulture),
            Outcome?.ToString(),
            Effort?.ToString(),
            IsAgain ? AgainPart : null,
        }.OfType<string>());

    /// <summary>What <see cref="ToString"/> wrote; null where it is anything else.</summary>
    public static ShopGroup? Read(string? text)
    {
        if (text is not { Length: > 0 and < 60 } || text.Split('.') is not [var kind, .. var parts]
            || !Enum.TryParse<ShopGroupKind>(kind, out var known))
            return null;
        var group = new ShopGroup(known);
        foreach (var part in parts)
            group = With(group, part);
        var isWhole = group.Kind switch
        {
            ShopGroupKind.Cohort or ShopGroupKind.Running or ShopGroupKind.Ended => group.Month is not null,
            ShopGroupKind.Outcome => group.Outcome is not null,
            ShopGroupKind.Effort => group.Effort is not null,
            _ => true,
        };
        return isWhole && group.ToString() == text ? group : null;
    }

    private static ShopGroup With(ShopGroup group, string part)
    {
        if (part == AgainPart)
            return group with { IsAgain = true };
        if (DateOnly.TryParseExact(part, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year >= 1970)
            return group with { Month = ShopMonths.Of(month) };
        if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var later))
            return group with { Later = later };
        if (group.Kind == ShopGroupKind.Outcome && Enum.TryParse<CaseOutcome>(part, out var outcome))
            return group with { Outcome = outcome };
        return group.Kind == ShopGroupKind.Effort && Enum.TryParse<EffortPart>(part, out var effort)
            ? group with { Effort = effort } : group;
    }
}

/// <summary>What some customers have in common.</summary>
public enum ShopGroupKind
{
    /// <summary>Their first order was in one month.</summary>
    Cohort,

    /// <summary>Their subscription ran when a month began.</summary>
    Running,

    /// <summary>It ended in that month.</summary>
    Ended,

    /// <summary>They ordered in a month that can be followed.</summary>
    Ordered,

    /// <summary>And had a case in it.</summary>
    WithCase,

    /// <summary>And had none in it.</summary>
    WithoutCase,

    /// <summary>And had a case in it that ended so.</summary>
    Outcome,

    /// <summary>And said of a case in it how easy it was.</summary>
    Effort,
}
