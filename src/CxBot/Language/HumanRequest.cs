using System.Collections.Frozen;
using CxBot.Language.Tables;

namespace CxBot.Language;

/// <summary>
/// Whether the customer asks for a person. A request counts in any wording; a question about the customer service ("jam kerja CS?") does
/// not.
/// Tables: <c>human-request.txt</c>.
/// </summary>
internal sealed class HumanRequest
{
    private const string Table = "human-request";

    // They count whatever the message asks beside them.
    private static readonly string[] Always = ["no-robot", "faulty-answer", "not-understood", "no-template", "presence"];

    private readonly FrozenSet<string> _called;
    private readonly FrozenSet<string> _addressed;
    private readonly FrozenSet<string> _addressedFirst;
    private readonly FrozenSet<string> _pleas;
    private readonly FrozenSet<string> _besideCalls;
    private readonly FrozenSet<string> _speaking;
    private readonly FrozenSet<string> _besideSpeaking;
    private readonly Phrases _calledTogether;
    private readonly Phrases _requests;
    private readonly Phrases _aboutService;
    private readonly Phrases[] _always;

    public HumanRequest(LanguageTables tables, LittleWords littleWords)
    {
        _called = tables.Words(Table, "called");
        _addressed = tables.Words(Table, "addressed");
        _addressedFirst = tables.Words(Table, "addressed-first");
        _pleas = tables.Words(Table, "pleas");
        _besideCalls = littleWords.And(tables.Words(Table, "beside-calls"));
        _speaking = tables.Words(Table, "speaking");
        _besideSpeaking = tables.Words(Table, "beside-speaking");
        _calledTogether = tables.Phrases(Table, "called-together");
        _requests = tables.Phrases(Table, "requests");
        _aboutService = tables.Phrases(Table, "about-service");
        _always = [.. Always.Select(section => tables.Phrases(Table, section))];
    }

    /// <param name="words">As written.</param>
    /// <param name="spelt">The same with slang spelt out.</param>
    public bool IsIn(IReadOnlyList<string> words, IReadOnlyList<string> spelt)
    {
        if (words.Count == 0)
            return false;
        if (_always.Any(phrases => phrases.AreIn(spelt)) || IsOnlyCall(words, spelt) || IsOnlyWishToSpeak(spelt))
            return true;
        return _requests.AreIn(spelt) && !_aboutService.AreIn(spelt);
    }

    /// <summary>Nothing but a call: "cs mana cs", "admin tolong", "agent please", "orang".</summary>
    private bool IsOnlyCall(IReadOnlyList<string> words, IReadOnlyList<string> spelt)
    {
        bool called = false, addressed = false, plea = false;
        foreach (var word in spelt)
        {
            if (_called.Contains(word))
                called = true;
            else if (_addressed.Contains(word) || (_addressedFirst.Contains(word) && (words.Count == 1 || words[0] == word)))
                addressed = true;
            else if (!_pleas.Contains(word) && !_besideCalls.Contains(word))
                return false;
            plea |= _pleas.Contains(word);
        }

        return called || (addressed && plea) || _calledTogether.AreIn(spelt);
    }

    /// <summary>Would rather speak than write, and says nothing else: "ribet ngetik, ngobrol langsung aja boleh?"</summary>
    private bool IsOnlyWishToSpeak(IReadOnlyList<string> spelt) =>
        spelt.Any(_speaking.Contains)
        && spelt.All(w => _speaking.Contains(w) || _besideSpeaking.Contains(w) || _pleas.Contains(w) || _besideCalls.Contains(w));
}
