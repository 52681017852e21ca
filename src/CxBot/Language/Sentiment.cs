using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>How a customer sounds, by insults, complaints and shouting. Table: <c>sentiment.txt</c>.</summary>
internal sealed partial class Sentiment(LanguageTables tables)
{
    private const string Table = "sentiment";
    private const int MinLettersToShout = 12;
    private const double MinShareOfCapitals = 0.7;
    private const int MaxRead = 2_000;

    private readonly Phrases _accusation = tables.Phrases(Table, "accusation");
    private readonly Phrases _angry = tables.Phrases(Table, "angry");
    private readonly Phrases _annoyed = tables.Phrases(Table, "annoyed");
    private readonly FrozenSet<string> _insults = tables.Words(Table, "insults");
    private readonly Phrases _worried = tables.Phrases(Table, "worried");

    /// <param name="text">As written: capitals and signs tell too.</param>
    /// <param name="spelt">Its words with slang spelt out.</param>
    public Mood Find(string text, IReadOnlyList<string> spelt)
    {
        var shouts = Shouts(text);
        var annoyed = _annoyed.AreIn(spelt);
        if (_angry.AreIn(spelt) || Accuses(spelt) || ShoutsInsult(text) || (shouts && (annoyed || ManySigns().IsMatch(text))))
            return Mood.Angry;
        if (annoyed || shouts || ThreeMarks().IsMatch(text) || AngryFace().IsMatch(text))
            return Mood.Annoyed;
        return _worried.AreIn(spelt) ? Mood.Worried : Mood.Calm;
    }

    /// <summary>Calls the shop a fraud, which is anger; a report of fraud is another matter.</summary>
    public bool Accuses(IReadOnlyList<string> spelt) => _accusation.AreIn(spelt);

    /// <summary>"PENIPU! pesanan saya mana": the rest may be said quietly.</summary>
    private bool ShoutsInsult(string text)
    {
        foreach (Match shout in ShoutedWord().Matches(text.Length > MaxRead ? text[..MaxRead] : text))
            if (_insults.Contains(shout.Value.ToLowerInvariant()))
                return true;
        return false;
    }

    private static bool Shouts(string text)
    {
        int capitals = 0, letters = 0;
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, MaxRead)))
        {
            letters += char.IsLetter(c) ? 1 : 0;
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return letters >= MinLettersToShout && capitals > letters * MinShareOfCapitals;
    }

    [GeneratedRegex(@"\b\p{Lu}{4,}\b|\b\p{L}{4,}(?=\s?!)", RegexOptions.CultureInvariant)]
    private static partial Regex ShoutedWord();

    [GeneratedRegex(@"!{3,}|!\s*!\s*!")]
    private static partial Regex ThreeMarks();

    [GeneratedRegex(@"!{2,}|\?{3,}|(!\?){2,}|(\?!){2,}")]
    private static partial Regex ManySigns();

    [GeneratedRegex("[😠😡🤬👿💢😤]", RegexOptions.CultureInvariant)]
    private static partial Regex AngryFace();
}
