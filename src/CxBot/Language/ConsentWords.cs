using System.Collections.Frozen;
using System.Text;
using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>Reads the words by which customers stop messages and let them come again. Table: <c>consent.txt</c>. Pure.</summary>
public sealed class ConsentWords
{
    private const string Table = "consent";
    private const int MaxLength = 40;

    private readonly FrozenSet<string> _stops;
    private readonly FrozenSet<string> _stopsOfOffers;
    private readonly FrozenSet<string> _starts;

    internal ConsentWords(LanguageTables tables)
    {
        _stops = tables.Words(Table, "stop");
        _stopsOfOffers = tables.Words(Table, "stop-offers");
        _starts = tables.Words(Table, "start");
    }

    /// <summary>The wish, where the whole message is one; null for everything else: "stop kontak merah" is a question.</summary>
    public static SaidConsent? Read(string text) => Lexicon.BuiltIn.Consent.Find(text);

    internal SaidConsent? Find(string text)
    {
        if (text.Length > MaxLength)
            return null;
        var words = new StringBuilder(text.Length);
        foreach (var c in text)
            words.Append(char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ');
        var said = string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return _stops.Contains(said) ? new(ConsentWish.Stop, ConsentPurpose.All)
            : _stopsOfOffers.Contains(said) ? new(ConsentWish.Stop, ConsentPurpose.Marketing)
            : _starts.Contains(said) ? new(ConsentWish.Start, ConsentPurpose.All)
            : null;
    }
}
