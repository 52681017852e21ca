using CxBot.Web.Desk.Alerts;

namespace CxBot.Web.Desk.Live;

/// <summary>One reading of the board.</summary>
/// <param name="Waiting">In the order to take them.</param>
/// <param name="Owned">Of all agents.</param>
public sealed record BoardSnapshot(IReadOnlyList<BoardRow> Waiting, IReadOnlyList<BoardRow> Owned)
{
    public static readonly BoardSnapshot Empty = new([], []);

    /// <summary>What else is watched, and still there.</summary>
    public IReadOnlyList<BoardRow> Others { get; init; } = [];

    /// <summary>The notes that name an agent who has not read them, of all agents.</summary>
    public IReadOnlyList<OpenMention> Mentions { get; init; } = [];

    /// <summary>The ids of what else is watched, there or not.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>These rows as they are now, where they stand; without those whose conversation is gone.</summary>
    public IReadOnlyList<BoardRow> Renew(IReadOnlyList<BoardRow> rows)
    {
        var known = Waiting.Concat(Owned).Concat(Others).ToDictionary(row => row.Id);
        return [.. rows.Where(row => known.ContainsKey(row.Id) || !Asked.Contains(row.Id))
            .Select(row => known.GetValueOrDefault(row.Id, row))];
    }

    public IReadOnlyList<BoardRow> Of(string agentId) => [.. Owned.Where(row => row.OwnerId == agentId)];

    public bool Equals(BoardSnapshot? other) => other is not null && Waiting.SequenceEqual(other.Waiting)
        && Owned.SequenceEqual(other.Owned) && Others.SequenceEqual(other.Others) && Asked.SequenceEqual(other.Asked)
        && Mentions.SequenceEqual(other.Mentions);

    public override int GetHashCode() => HashCode.Combine(Waiting.Count, Owned.Count);
}
