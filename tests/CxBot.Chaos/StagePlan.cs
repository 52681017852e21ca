namespace CxBot.Chaos;

/// <summary>What a scenario wants of its stage.</summary>
internal sealed record StagePlan
{
    public int Nodes { get; init; } = 1;

    /// <summary>A folder that is there already, such as a small disk; null for a new one.</summary>
    public string? Folder { get; init; }

    /// <summary>The network namespace that PostgreSQL is in, and its address there; null for this machine's own.</summary>
    public (string Name, string Address)? Network { get; init; }

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether the Graph API fails now and then.</summary>
    public bool Rough { get; init; } = true;

    /// <summary>How long customers wait at most between two of their messages, in milliseconds.</summary>
    public int Pause { get; init; } = 40;
}
