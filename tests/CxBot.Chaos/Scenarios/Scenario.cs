using CxBot.Chaos.Checking;

namespace CxBot.Chaos.Scenarios;

/// <summary>One way to break things.</summary>
internal abstract class Scenario
{
    /// <summary>By which it is asked for.</summary>
    public abstract string Name { get; }

    /// <summary>The databases that it can be played on.</summary>
    public virtual IReadOnlyList<StoreKind> Stores { get; } = [StoreKind.Sqlite, StoreKind.Postgres];

    /// <summary>Why it cannot be played here; null where it can.</summary>
    public virtual Task<string?> MissingAsync() => Task.FromResult<string?>(null);

    public abstract Task<Outcome> PlayAsync(StoreKind store, ChaosOptions options, CancellationToken cancellationToken);
}

/// <summary>What came of one.</summary>
/// <param name="Figures">What was counted and measured, to be read by people.</param>
internal sealed record Outcome(IReadOnlyList<(string Name, string Value)> Figures, IReadOnlyList<Finding> Findings)
{
    public override string ToString() =>
        string.Join(", ", Figures.Select(figure => $"{figure.Name} {figure.Value}"))
        + string.Concat(Findings.Take(20).Select(finding => $"\n  {finding}"))
        + (Findings.Count > 20 ? $"\n  and {Findings.Count - 20} more" : "");
}
