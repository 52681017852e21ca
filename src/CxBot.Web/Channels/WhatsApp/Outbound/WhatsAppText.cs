using System.Globalization;

namespace CxBot.Web.Channels.WhatsApp.Outbound;

/// <summary>Fits text into what WhatsApp takes. Pure; lengths in UTF-16 units, which is never more than WhatsApp allows.</summary>
public static class WhatsAppText
{
    /// <summary>The longest text of one message.</summary>
    public const int Longest = 4096;

    /// <summary>Cuts a text into messages: between paragraphs where that can be, else between lines, sentences, words; never inside of what
    /// a reader sees as one character.</summary>
    /// <returns>None of them empty; the same words in the same order.</returns>
    public static IReadOnlyList<string> Split(string text, int longest = Longest)
    {
        var parts = new List<string>();
        var rest = text.Trim();
        while (rest.Length > longest)
        {
            var end = EndOfPart(rest, longest);
            if (rest[..end].TrimEnd() is { Length: > 0 } part)
                parts.Add(part);
            rest = rest[end..].TrimStart();
        }
        if (rest.Length > 0)
            parts.Add(rest);
        return parts;
    }

    /// <summary>The same text in at most so many units, cut after a word and marked as cut.</summary>
    public static string Shorten(string text, int longest)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (text.Length <= longest)
            return text;
        var space = text.LastIndexOf(' ', longest - 1);
        var end = space > longest / 2 ? space : Whole(text, longest - 1);
        return text[..end].TrimEnd(' ', ',', '.', ':', ';', '-', '–') + "…";
    }

    private static int EndOfPart(string text, int longest)
    {
        // A cut far from the end would make a message of little.
        var least = longest / 4;
        foreach (var boundary in (string[])["\n\n", "\n", ". ", "? ", "! ", "; ", ", ", " "])
        {
            var at = text.LastIndexOf(boundary, longest - 1, longest - least, StringComparison.Ordinal);
            if (at > 0 && at + boundary.Length <= longest + 1)
                return Math.Min(at + boundary.Length, longest);
        }
        return Whole(text, longest);
    }

    /// <summary>The last place up to here that is between two characters as a reader sees them.</summary>
    private static int Whole(string text, int upTo)
    {
        // A character can be long, but not that long: beyond it is decoration without end.
        var begin = Math.Max(0, upTo - 200);
        if (begin > 0 && char.IsLowSurrogate(text[begin]))
            begin--;
        var end = begin;
        while (true)
        {
            var next = end + StringInfo.GetNextTextElementLength(text.AsSpan(end));
            if (next > upTo || next == end)
                break;
            end = next;
        }
        if (end > begin)
            return end;
        return char.IsLowSurrogate(text[upTo]) && upTo > 1 ? upTo - 1 : upTo;
    }
}
