namespace CxBot.ApiKeys;

/// <summary>What a program of the owner's shows to be let in. The key itself is shown once and never stored: only its hash is.</summary>
public sealed class ApiKey
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 60;

    public long Id { get; init; }

    /// <summary>What its maker called it, so that it is known again: no two that work have the same.</summary>
    public required string Name { get; init; }

    /// <summary>What it opens: names of <see cref="ApiScopes"/>, apart by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>Its last four signs, by which a key that was found somewhere is known again.</summary>
    public required string Ending { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    /// <summary>The agent who made it; null for the command line.</summary>
    public string? MadeById { get; init; }

    /// <summary>The last day (UTC) on which it was used; null where it never was.</summary>
    public DateOnly? LastUsedOn { get; init; }

    /// <summary>Null while it works.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    public bool Opens(string scope) => Scopes.Split(' ').Contains(scope);
}
