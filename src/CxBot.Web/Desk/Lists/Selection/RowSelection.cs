namespace CxBot.Web.Desk.Lists.Selection;

/// <summary>Which rows of a list are selected, one by one or as a range. Pure.</summary>
public sealed class RowSelection
{
    /// <summary>More at once is a mistake: each customer hears of it.</summary>
    public const int MaxSelected = 200;

    private readonly HashSet<ConversationId> _ids = [];
    private ConversationId? _last;

    public int Count => _ids.Count;

    public IReadOnlyCollection<ConversationId> Ids => _ids;

    public bool Has(ConversationId id) => _ids.Contains(id);

    /// <summary>Selects a row or gives it up; with <paramref name="range"/> all from the last one pressed to this one become as this
    /// one.</summary>
    /// <param name="shown">The list, in its order.</param>
    public void Toggle(ConversationId id, bool range, IReadOnlyList<ConversationId> shown)
    {
        var on = !_ids.Contains(id);
        var (from, to) = (range && _last is { } last ? IndexOf(shown, last) : -1, IndexOf(shown, id));
        if (from < 0 || to < 0)
            from = to;
        if (to >= 0)
            for (var at = Math.Min(from, to); at <= Math.Max(from, to); at++)
                Set(shown[at], on);
        _last = id;
    }

    /// <summary>Selects all that are shown, the first <see cref="MaxSelected"/> of them.</summary>
    public void All(IEnumerable<ConversationId> shown)
    {
        _ids.Clear();
        foreach (var id in shown.Take(MaxSelected))
            _ids.Add(id);
    }

    /// <summary>Gives up what is in the list no more.</summary>
    public void Keep(IReadOnlySet<ConversationId> shown) => _ids.IntersectWith(shown);

    public void Clear()
    {
        _ids.Clear();
        _last = null;
    }

    private void Set(ConversationId id, bool on)
    {
        if (!on)
            _ids.Remove(id);
        else if (_ids.Count < MaxSelected)
            _ids.Add(id);
    }

    private static int IndexOf(IReadOnlyList<ConversationId> shown, ConversationId id)
    {
        for (var at = 0; at < shown.Count; at++)
            if (shown[at] == id)
                return at;
        return -1;
    }
}
