using CxBot.Web.Desk.Later;

namespace CxBot.Web.Desk.Live;

/// <summary>One reading of the board.</summary>
/// <param name="Waiting">In the order to take them.</param>
/// <param name="Owned">Of all agents.</param>
public sealed record BoardSnapshot(IReadOnlyList<BoardRow> Waiting, IReadOnlyList<BoardRow> Owned)
{
    public static readonly BoardSnapshot Empty = new([], []);

    /// <summary>What else is watched, and still there.</summary>
    public IReadOnlyList<BoardRow> Others { get; init; } = [];

    /// <summary>The ids of what else is watched, there or not.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>These rows as they are now, where they stand; without those whose conversation is gone.</summary>
    public IReadOnlyList<BoardRow> Renew(IReadOnlyList<BoardRow> rows)
    {
        var known = Waiting.Concat(Owned).Concat(Others).ToDictionary(row => row.Id);
        return [.. rows.Where(row => known.ContainsKey(row.Id) || !Asked.Contains(row.Id))
            .Select(row => known.GetValueOrDefault(row.Id, row))];
    }

    /// <summary>What all agents have put off: what came back first, then by time.</summary>
    public IReadOnlyList<LaterRow> Later { get; init; } = [];

    /// <summary>The conversations of <see cref="Later"/> that are on no other list.</summary>
    public IReadOnlyList<BoardRow> PutOff { get; init; } = [];

    /// <summary>What an agent has and looks at.</summary>
    public IReadOnlyList<BoardRow> Of(string agentId) => [.. Owned.Where(row => row.OwnerId == agentId && !row.Snoozed)];

    /// <summary>What an agent has put off.</summary>
    public IReadOnlyList<LaterRow> LaterOf(string agentId) => [.. Later.Where(row => row.AgentId == agentId)];

    /// <summary>The row of a conversation in which something was put off.</summary>
    public BoardRow? Put(string conversationId) =>
        PutOff.Concat(Owned).Concat(Waiting).FirstOrDefault(row => row.Id == conversationId);

    public bool Equals(BoardSnapshot? other) => other is not null && Waiting.SequenceEqual(other.Waiting)
        && Owned.SequenceEqual(other.Owned) && Later.SequenceEqual(other.Later) && PutOff.SequenceEqual(other.PutOff)
        && Others.SequenceEqual(other.Others) && Asked.SequenceEqual(other.Asked);

    public override int GetHashCode() => HashCode.Combine(Waiting.Count, Owned.Count);
}
