using CxBot.Web.Desk.Live;

namespace CxBot.Web.Desk.Lists;

/// <summary>
/// What a list shows while somebody points at it: nothing in it moves. New rows that would push others wait until the pointer has gone;
/// rows that left stay where they were, marked.
/// </summary>
public sealed class HeldList
{
    /// <summary>The rows, in the order in which they are shown.</summary>
    public IReadOnlyList<ShownRow> Shown { get; private set; } = [];

    /// <summary>How many new rows wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Takes in a new reading.</summary>
    /// <param name="rows">The rows as they should be.</param>
    /// <param name="hold">Somebody points at the list.</param>
    public void Take(IReadOnlyList<BoardRow> rows, bool hold)
    {
        if (!hold)
        {
            Shown = [.. rows.Select(row => new ShownRow(row, Gone: false))];
            Waiting = 0;
            return;
        }
        var now = rows.ToDictionary(row => row.Id);
        var shown = Shown.Select(s => now.TryGetValue(s.Row.Id, out var row) ? new ShownRow(row, Gone: false) : s with { Gone = true })
            .ToList();
        var ids = shown.Select(s => s.Row.Id).ToHashSet();
        // What comes after all that is shown pushes nothing: there is no reason to hide it.
        var after = rows.Reverse().TakeWhile(row => !ids.Contains(row.Id)).Reverse().ToList();
        shown.AddRange(after.Select(row => new ShownRow(row, Gone: false)));
        Shown = shown;
        Waiting = rows.Count(row => !ids.Contains(row.Id)) - after.Count;
    }
}

/// <summary>A row, and whether it has left the list while it was held.</summary>
public sealed record ShownRow(BoardRow Row, bool Gone);
