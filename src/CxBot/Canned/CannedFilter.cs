using System.Globalization;

namespace CxBot.Canned;

/// <summary>Which canned replies fit what was typed. Pure.</summary>
public static class CannedFilter
{
    private const CompareOptions Alike = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>The best first: by shortcut, then by title, then by words; of the same, the agent's own and the most used first.</summary>
    /// <param name="query">What stands after the slash; empty for all. Several words must all be found.</param>
    public static IReadOnlyList<CannedReply> Find(IEnumerable<CannedReply> replies, string query)
    {
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. from reply in replies
                   let rank = words.Length == 0 ? 0 : words.Max(word => Rank(reply, word))
                   where rank < int.MaxValue
                   orderby rank, reply.IsShared, reply.Uses descending, reply.Key
                   select reply];
    }

    private static int Rank(CannedReply reply, string word) =>
        Compare.Compare(reply.Shortcut, word, Alike) == 0 ? 0
        : Compare.IsPrefix(reply.Shortcut, word, Alike) ? 1
        : BeginsWord(reply.Title, word) ? 2
        : Compare.IndexOf(reply.Shortcut, word, Alike) >= 0 ? 3
        : BeginsWord(reply.Text, word) ? 4
        : int.MaxValue;

    private static bool BeginsWord(string text, string word)
    {
        for (var at = Compare.IndexOf(text, word, Alike); at >= 0; at = Next(text, word, at))
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                return true;
        return false;
    }

    private static int Next(string text, string word, int at)
    {
        if (at + 1 >= text.Length)
            return -1;
        var next = Compare.IndexOf(text[(at + 1)..], word, Alike);
        return next < 0 ? -1 : at + 1 + next;
    }
}
