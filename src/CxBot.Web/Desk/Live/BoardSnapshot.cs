using CxBot.Web.Desk.Alerts;
using CxBot.Labels;
using CxBot.Web.Desk.Later;

namespace CxBot.Web.Desk.Live;

/// <summary>One reading of the board.</summary>
/// <param name="Waiting">All that wait, in the order to take them; see <see cref="BoardRow.IsRead"/> for their words.</param>
/// <param name="Owned">Of all agents, with their words.</param>
public sealed record BoardSnapshot(IReadOnlyList<BoardRow> Waiting, IReadOnlyList<BoardRow> Owned)
{
    public static readonly BoardSnapshot Empty = new([], []);

    private Dictionary<ConversationId, BoardRow>? _byId;

    /// <summary>A copy looks up its own rows.</summary>
    private BoardSnapshot(BoardSnapshot other) => (Waiting, Owned, WithBot, Others, Asked, Labels, Later, PutOff, Mentions, LowScores) =
        (other.Waiting, other.Owned, other.WithBot, other.Others, other.Asked, other.Labels, other.Later, other.PutOff,
            other.Mentions, other.LowScores);

    /// <summary>What the bot has, the latest first, no more than <see cref="BoardQuery.MaxWithBot"/>; empty while no list shows
    /// it.</summary>
    public IReadOnlyList<BoardRow> WithBot { get; init; } = [];

    /// <summary>What else is watched, and still there.</summary>
    public IReadOnlyList<BoardRow> Others { get; init; } = [];

    /// <summary>The notes that name an agent who has not read them, of all agents.</summary>
    public IReadOnlyList<OpenMention> Mentions { get; init; } = [];

    /// <summary>The low scores of the last hours, for all leads.</summary>
    public IReadOnlyList<OpenLowScore> LowScores { get; init; } = [];

    /// <summary>The ids of what else is watched, there or not.</summary>
    public IReadOnlyList<ConversationId> Asked { get; init; } = [];

    /// <summary>The team's labels, by name.</summary>
    public IReadOnlyList<BoardLabel> Labels { get; init; } = [];

    /// <summary>A row of this reading; null where it holds none of this id.</summary>
    public BoardRow? Find(ConversationId id)
    {
        // Made once for all desks; made twice at once it is the same.
        var known = _byId;
        if (known is null)
        {
            known = [];
            foreach (var row in WithBot.Concat(Others).Concat(PutOff).Concat(Owned).Concat(Waiting))
                known[row.Id] = row;
            _byId = known;
        }
        return known.GetValueOrDefault(id);
    }

    /// <summary>These rows as they are now, where they stand; without those whose conversation is gone.</summary>
    public IReadOnlyList<BoardRow> Renew(IReadOnlyList<BoardRow> rows) =>
        [.. rows.Select(row => Find(row.Id) is { } now ? now.Keeping(row) : Asked.Contains(row.Id) ? null : row).OfType<BoardRow>()];

    /// <summary>What all agents have put off: what came back first, then by time.</summary>
    public IReadOnlyList<LaterRow> Later { get; init; } = [];

    /// <summary>The conversations of <see cref="Later"/> that are on no other list.</summary>
    public IReadOnlyList<BoardRow> PutOff { get; init; } = [];

    /// <summary>What an agent has and looks at.</summary>
    public IReadOnlyList<BoardRow> Of(string agentId) => [.. Owned.Where(row => row.OwnerId == agentId && !row.Snoozed)];

    /// <summary>What an agent has put off.</summary>
    public IReadOnlyList<LaterRow> LaterOf(string agentId) => [.. Later.Where(row => row.AgentId == agentId)];


    public bool Equals(BoardSnapshot? other) => other is not null && Waiting.SequenceEqual(other.Waiting)
        && Owned.SequenceEqual(other.Owned) && WithBot.SequenceEqual(other.WithBot) && Others.SequenceEqual(other.Others)
        && Asked.SequenceEqual(other.Asked) && Labels.SequenceEqual(other.Labels) && Later.SequenceEqual(other.Later)
        && PutOff.SequenceEqual(other.PutOff) && Mentions.SequenceEqual(other.Mentions)
        && LowScores.SequenceEqual(other.LowScores);

    public override int GetHashCode() => HashCode.Combine(Waiting.Count, Owned.Count);
}

/// <summary>A label as the lists show it.</summary>
public sealed record BoardLabel(long Id, string Name, LabelColour Colour);
