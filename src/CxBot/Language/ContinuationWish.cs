using System.Collections.Frozen;
using System.Text;
using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>
/// Reads the words by which customers ask to go on on the website, and by which they say that it is them. Table: <c>continuation.txt</c>.
/// Pure.
/// </summary>
public sealed class ContinuationWish
{
    private const string Table = "continuation";
    private const int MaxLength = 60;

    private readonly FrozenSet<string> _goOn;
    private readonly FrozenSet<string> _places;
    private readonly FrozenSet<string> _beside;
    private readonly FrozenSet<string> _itIsMe;
    private readonly FrozenSet<string> _itIsNotMe;

    internal ContinuationWish(LanguageTables tables, LittleWords littleWords)
    {
        _goOn = tables.Words(Table, "go-on");
        _places = tables.Words(Table, "places");
        _beside = littleWords.And(tables.Words(Table, "beside"));
        _itIsMe = tables.Words(Table, "it-is-me");
        _itIsNotMe = tables.Words(Table, "it-is-not-me");
    }

    /// <summary>The whole message is the wish: "lanjut di web", and not "kenapa web tidak bisa lanjut bayar".</summary>
    public static bool IsForWeb(string text) => Lexicon.BuiltIn.Continuation.IsIn(text);

    /// <summary>What the whole message says to "is this you?"; null where it says neither.</summary>
    public static bool? SaysItIsThem(string text) => Lexicon.BuiltIn.Continuation.Answer(text);

    private bool? Answer(string text)
    {
        var plain = string.Concat(text.Where(c => char.IsLetter(c) || c == ' ')).Trim().ToLowerInvariant();
        return _itIsMe.Contains(plain) ? true : _itIsNotMe.Contains(plain) ? false : null;
    }

    private bool IsIn(string text)
    {
        if (text.Length > MaxLength)
            return false;
        var letters = new StringBuilder(text.Length);
        foreach (var c in text)
            letters.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        var words = letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(_goOn.Contains)
            && words.Any(_places.Contains)
            && words.All(w => _goOn.Contains(w) || _places.Contains(w) || _beside.Contains(w));
    }
}
