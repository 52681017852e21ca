namespace CxBot.Search;

/// <summary>A piece of a text, and whether it is what was sought.</summary>
public readonly record struct SearchPiece(string Text, bool Marked)
{
    private const int MaxBefore = 40;

    /// <summary>The whole text.</summary>
    public static IReadOnlyList<SearchPiece> Of(string text, FoundWords marks) => Cut(text, marks, 0, text.Length);

    /// <summary>So much of a text as fits a line, from shortly before the first mark on.</summary>
    public static IReadOnlyList<SearchPiece> Around(string text, FoundWords marks, int length)
    {
        var from = marks.Places is [var first, ..] && first.Start > MaxBefore ? WordAfter(text, first.Start - MaxBefore) : 0;
        var to = Math.Min(text.Length, from + length);
        if (to < text.Length && char.IsHighSurrogate(text[to - 1]))
            to--;
        List<SearchPiece> pieces = [.. Cut(text, marks, from, to)];
        if (from > 0)
            pieces.Insert(0, new SearchPiece("… ", false));
        if (to < text.Length)
            pieces.Add(new SearchPiece("…", false));
        return pieces;
    }

    private static List<SearchPiece> Cut(string text, FoundWords marks, int from, int to)
    {
        var pieces = new List<SearchPiece>();
        var at = from;
        foreach (var (start, length) in marks.Places.Where(place => place.Start >= from && place.Start < to))
        {
            if (start > at)
                pieces.Add(new SearchPiece(text[at..start], false));
            at = Math.Min(to, start + length);
            pieces.Add(new SearchPiece(text[start..at], true));
        }
        if (at < to)
            pieces.Add(new SearchPiece(text[at..to], false));
        return pieces;
    }

    private static int WordAfter(string text, int at)
    {
        var blank = text.AsSpan(at, MaxBefore).IndexOfAny(" \n\t");
        return blank >= 0 ? at + blank + 1 : char.IsLowSurrogate(text[at]) ? at + 1 : at;
    }
}
