using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Lists;

/// <summary>
/// What a list shows while somebody points at it or reads it by keyboard: nothing in it moves. New rows that would push others wait until
/// that is over; rows that left stay where they were, marked.
/// </summary>
public sealed class HeldList
{
    private HashSet<ConversationId> _gone = [];

    /// <summary>The rows, in the order in which they are shown.</summary>
    public IReadOnlyList<BoardRow> Rows { get; private set; } = [];

    /// <summary>How many new rows wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Whether a row has left the list while it was held.</summary>
    public bool IsGone(ConversationId id) => _gone.Contains(id);

    /// <summary>Takes in a new reading.</summary>
    /// <param name="rows">The rows as they should be.</param>
    /// <param name="hold">Somebody points at the list.</param>
    public void Take(IReadOnlyList<BoardRow> rows, bool hold)
    {
        if (!hold)
        {
            // Not copied: a long queue is held once for all desks.
            Rows = rows;
            Waiting = 0;
            _gone = [];
            return;
        }
        var now = rows.ToDictionary(row => row.Id);
        var ids = Rows.Select(row => row.Id).ToHashSet();
        _gone = [.. ids.Where(id => !now.ContainsKey(id))];
        // What comes after all that is shown pushes nothing: there is no reason to hide it.
        var after = rows.Reverse().TakeWhile(row => !ids.Contains(row.Id)).Reverse().ToList();
        Rows = [.. Rows.Select(row => now.TryGetValue(row.Id, out var renewed) ? renewed.Keeping(row) : row), .. after];
        Waiting = rows.Count(row => !ids.Contains(row.Id)) - after.Count;
    }
}
