using CxBot.Language.Contacts;
using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>Reads what one message says.</summary>
internal sealed class UtteranceReader
{
    private const int MinSignsOfCode = 3;
    private const string SignsOfCode = "/\\<>{}$%;=|&";

    private readonly Lexicon _lexicon;
    private readonly HumanRequest _humanRequest;
    private readonly Sentiment _sentiment;
    private readonly SensitiveTopics _topics;
    private readonly SmallTalkReader _smallTalk;

    public UtteranceReader(LanguageTables tables, Lexicon lexicon)
    {
        _lexicon = lexicon;
        _humanRequest = new HumanRequest(tables, lexicon.LittleWords);
        _sentiment = new Sentiment(tables);
        _topics = new SensitiveTopics(tables, _sentiment);
        _smallTalk = new SmallTalkReader(tables, lexicon.LittleWords);
    }

    /// <param name="knownLanguage">What earlier messages were written in.</param>
    public Utterance Read(string text, string? knownLanguage)
    {
        var words = TextNormalizer.Words(text);
        var spelt = _lexicon.Vocabulary.SpellOut(words);
        var (smallTalk, hasQuestion) = _smallTalk.Find(text, words, spelt);
        return new Utterance(
            text,
            _lexicon.Vocabulary.Language(words) ?? knownLanguage ?? Utterance.DefaultLanguage,
            smallTalk,
            _humanRequest.IsIn(words, spelt),
            _topics.Find(spelt),
            _sentiment.Find(text, spelt),
            _lexicon.Contacts.Orders(text),
            ContactReader.Phones(text),
            ContactReader.Emails(text),
            hasQuestion,
            (words.Count == 0 && smallTalk is null) || IsCode(text));
    }

    /// <summary>
    /// One piece without a space and full of signs that words do not have: a link, a path, a scrap of code. It asks nothing by itself.
    /// </summary>
    private static bool IsCode(string text) =>
        text.Trim() is { Length: > 0 } piece
        && !piece.Any(char.IsWhiteSpace)
        && piece.Count(c => SignsOfCode.Contains(c)) >= MinSignsOfCode;
}
