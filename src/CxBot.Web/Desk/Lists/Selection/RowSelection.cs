namespace CxBot.Web.Desk.Lists.Selection;

/// <summary>Which rows of a list are selected, one by one or as a range. Pure.</summary>
public sealed class RowSelection
{
    /// <summary>More at once is a mistake: each customer hears of it.</summary>
    public const int MaxSelected = 200;

    private readonly HashSet<string> _ids = [];
    private string? _last;

    public int Count => _ids.Count;

    public IReadOnlyCollection<string> Ids => _ids;

    public bool Has(string id) => _ids.Contains(id);

    /// <summary>Selects a row or gives it up; with <paramref name="range"/> all from the last one pressed to this one become as this
    /// one.</summary>
    /// <param name="shown">The list, in its order.</param>
    public void Toggle(string id, bool range, IReadOnlyList<string> shown)
    {
        var on = !_ids.Contains(id);
        var (from, to) = (range && _last is not null ? IndexOf(shown, _last) : -1, IndexOf(shown, id));
        if (from < 0 || to < 0)
            from = to;
        if (to >= 0)
            for (var at = Math.Min(from, to); at <= Math.Max(from, to); at++)
                Set(shown[at], on);
        _last = id;
    }

    /// <summary>Selects all that are shown, the first <see cref="MaxSelected"/> of them.</summary>
    public void All(IEnumerable<string> shown)
    {
        _ids.Clear();
        foreach (var id in shown.Take(MaxSelected))
            _ids.Add(id);
    }

    /// <summary>Gives up what is in the list no more.</summary>
    public void Keep(IReadOnlySet<string> shown) => _ids.IntersectWith(shown);

    public void Clear()
    {
        _ids.Clear();
        _last = null;
    }

    private void Set(string id, bool on)
    {
        if (!on)
            _ids.Remove(id);
        else if (_ids.Count < MaxSelected)
            _ids.Add(id);
    }

    private static int IndexOf(IReadOnlyList<string> shown, string id)
    {
        for (var at = 0; at < shown.Count; at++)
            if (shown[at] == id)
                return at;
        return -1;
    }
}
