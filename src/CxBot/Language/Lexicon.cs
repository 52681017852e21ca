using CxBot.Language.Questions;
using CxBot.Language.Contacts;
using CxBot.Language.Figures;
using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>
/// How customers write, in all languages: what is read with the tables of <c>Language/id</c>, <c>Language/en</c> and so on. Immutable.
/// </summary>
/// <remarks>Each part is made when it is first needed: a process that reads no message builds nothing.</remarks>
public sealed class Lexicon
{
    private static readonly Lazy<Lexicon> Program = new(() => new Lexicon(LanguageTables.OfProgram(), OwnersWords.None));

    private readonly LanguageTables _tables;
    private readonly Lazy<LittleWords> _littleWords;
    private readonly Lazy<Vocabulary> _vocabulary;
    private readonly Lazy<UtteranceReader> _utterances;
    private readonly Lazy<ContactReader> _contacts;
    private readonly Lazy<FactReader> _facts;
    private readonly Lazy<TellingWords> _tellingWords;
    private readonly Lazy<ConsentWords> _consent;
    private readonly Lazy<ContinuationWish> _continuation;
    private readonly Lazy<FollowUp> _followUp;
    private readonly Lazy<SeveralQuestions> _severalQuestions;
    private readonly Lazy<YesOrNo> _yesOrNo;
    private readonly Lazy<BareCall> _bareCall;
    private readonly Lazy<Restriction> _restriction;
    private readonly Lazy<WantedFact> _wantedFact;
    private readonly Lazy<WordRoots> _roots;
    private readonly Lazy<ScoreReader> _scores;

    private Lexicon(LanguageTables tables, OwnersWords words)
    {
        _tables = tables;
        _littleWords = new(() => new LittleWords(tables));
        _vocabulary = new(() => new Vocabulary(tables, LittleWords, words));
        _utterances = new(() => new UtteranceReader(tables, this));
        _contacts = new(() => new ContactReader(tables));
        _facts = new(() => new FactReader(tables));
        _tellingWords = new(() => new TellingWords(tables));
        _consent = new(() => new ConsentWords(tables));
        _continuation = new(() => new ContinuationWish(tables, LittleWords));
        _followUp = new(() => new FollowUp(tables));
        _severalQuestions = new(() => new SeveralQuestions(tables, this));
        _yesOrNo = new(() => new YesOrNo(tables, LittleWords));
        _bareCall = new(() => new BareCall(tables, this));
        _restriction = new(() => new Restriction(tables));
        _wantedFact = new(() => new WantedFact(tables, Facts.Units));
        _roots = new(() => new WordRoots(tables));
        _scores = new(() => new ScoreReader(tables, LittleWords));
    }

    /// <summary>The languages that the program brings with it.</summary>
    public static Lexicon BuiltIn => Program.Value;

    internal LittleWords LittleWords => _littleWords.Value;

    internal Vocabulary Vocabulary => _vocabulary.Value;

    internal UtteranceReader Utterances => _utterances.Value;

    internal ContactReader Contacts => _contacts.Value;

    internal FactReader Facts => _facts.Value;

    internal TellingWords TellingWords => _tellingWords.Value;

    internal ConsentWords Consent => _consent.Value;

    internal ContinuationWish Continuation => _continuation.Value;

    internal FollowUp FollowUp => _followUp.Value;

    internal SeveralQuestions SeveralQuestions => _severalQuestions.Value;

    internal YesOrNo YesOrNo => _yesOrNo.Value;

    internal BareCall BareCall => _bareCall.Value;

    internal Restriction Restriction => _restriction.Value;

    internal WantedFact WantedFact => _wantedFact.Value;

    internal WordRoots Roots => _roots.Value;

    internal ScoreReader Scores => _scores.Value;

    /// <summary>The languages of a folder that has a folder for each.</summary>
    /// <exception cref="FormatException">A line cannot be read; names file and line.</exception>
    internal static Lexicon OfFolder(string folder) => new(LanguageTables.OfFolder(folder), OwnersWords.None);

    /// <summary>The same with an owner's own words; itself where there are none.</summary>
    internal Lexicon With(OwnersWords words) => words.IsEmpty ? this : new Lexicon(_tables, words);
}
