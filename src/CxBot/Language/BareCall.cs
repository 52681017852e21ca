using System.Collections.Frozen;
using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>
/// Whether a message only calls for somebody, or only says that the customer waits: "mau bicara CS", "kok lama banget ya kak?". It says
/// nothing of what they want. Table: <c>bare-call.txt</c>. Pure.
/// </summary>
internal sealed class BareCall
{
    private const string Table = "bare-call";

    /// <summary>A number that counts hours or minutes, and names nothing.</summary>
    private const int MaxCountLength = 2;

    /// <summary>Beside the wish for a person, so many words of another matter make a matter of their own.</summary>
    private const int MinWordsBesideWish = 2;

    private readonly Lexicon _lexicon;
    private readonly FrozenSet<string> _waiting;
    private readonly FrozenSet<string> _beside;

    public BareCall(LanguageTables tables, Lexicon lexicon)
    {
        _lexicon = lexicon;
        _waiting = tables.Words(Table, "waiting");
        _beside = lexicon.LittleWords.And([.. tables.Words(Table, "beside"),
            .. tables.Words("human-request", "called", "addressed", "addressed-first", "pleas")]);
    }

    /// <summary>Whether the message is nothing but a call.</summary>
    public bool IsIn(Utterance read)
    {
        if (read.OrderNumbers.Count + read.PhoneNumbers.Count + read.Emails.Count > 0)
            return false;
        var others = Spelt(read.Text).Count(word => !IsOfCall(word));
        return others < (read.WantsPerson ? MinWordsBesideWish : 1);
    }

    /// <summary>Whether a call says that the customer waits, or has no reply.</summary>
    public bool SaysTheyWait(Utterance read) => Spelt(read.Text).Any(SaysWait);

    private IReadOnlyList<string> Spelt(string text) => _lexicon.Vocabulary.SpellOut(TextNormalizer.Words(text));

    private bool SaysWait(string word) => _waiting.Contains(word) || _waiting.Contains(_lexicon.Vocabulary.Stem(word));

    private bool IsOfCall(string word) => SaysWait(word) || _beside.Contains(word)
        || _beside.Contains(_lexicon.Vocabulary.Stem(word)) || (word.Length <= MaxCountLength && word.All(char.IsAsciiDigit));
}
