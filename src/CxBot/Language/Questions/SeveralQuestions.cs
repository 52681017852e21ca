using System.Collections.Frozen;
using System.Text.RegularExpressions;
using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language.Questions;

/// <summary>
/// Cuts a message where it may ask another question: "ongkir ke Bali berapa? terus bisa COD ga?" The words alone cannot say whether it
/// does, so a search must look at each piece. Table: <c>several-questions.txt</c>. Pure.
/// </summary>
internal sealed partial class SeveralQuestions(LanguageTables tables, Lexicon lexicon)
{
    /// <summary>More than this is a letter, not a list of questions.</summary>
    public const int Max = 4;

    private const string Table = "several-questions";
    private const int MaxPieces = 8;
    private const int MinWords = 2;
    private const int MaxJointWords = 3;

    private readonly FrozenSet<string> _apart = tables.Words(Table, "apart");
    private readonly FrozenSet<string> _joints = tables.Words(Table, "joints");
    private readonly FrozenSet<string> _leaning = tables.Words(Table, "leaning");
    private readonly FrozenSet<string> _conditions = tables.Words(Table, "conditions");
    private readonly FrozenSet<string> _closing = tables.Words(Table, "closing");
    private readonly FrozenSet<string> _asking = tables.Words(Table, "asking");
    private readonly FrozenSet<string> _askingFirst = tables.Words(Table, "asking", "asking-first");
    private readonly FrozenSet<string> _askingLast = tables.Words(Table, "asking", "asking-last");

    /// <summary>The pieces that may each be a question of its own, in their order; empty where there is but one.</summary>
    public static IReadOnlyList<QuestionPiece> In(string text) => Lexicon.BuiltIn.SeveralQuestions.Find(text);

    private IReadOnlyList<QuestionPiece> Find(string text)
    {
        var pieces = new List<Clause>();
        var join = Join.Apart;
        foreach (var cut in Cut(text))
        {
            join = cut.Join > join ? cut.Join : join;
            // Greetings and "may I ask something" are no questions.
            if (!lexicon.Utterances.Read(cut.Text, null).HasQuestion)
                continue;
            var clause = Read(cut with { Join = join });
            join = Join.Word;
            if (pieces is [.., var last] && BelongTogether(last, clause))
                pieces[^1] = last.With(clause, text);
            else
                pieces.Add(clause);
        }

        return pieces.Count is > 1 and <= MaxPieces
            ? [.. pieces.Select((p, at) => new QuestionPiece(p.Text, p.Start, p.End, p.Asks, at == 0 || IsApart(pieces[at - 1], p)))]
            : [];
    }

    /// <summary>Whether two clauses are surely one question, whatever the search says.</summary>
    private static bool BelongTogether(Clause last, Clause next) =>
        last.IsScrap || next.IsScrap
        || (next.Leans && !last.EndsWithMark)
        || (next.IsCondition && !next.Asks && last.Asks)
        || (last.IsCondition && !last.Asks)
        // "Retur sama refund-nya gimana": the question at the end is about both.
        || (next.Join == Join.Word && next.Asks != last.Asks && !last.IsClosed && !next.BeginsAsking && !next.IsCondition);

    private static bool IsApart(Clause last, Clause next) =>
        next.Join == Join.Apart || (next.Join == Join.Pause && last.Asks && next.BeginsAsking);

    private Clause Read(Clause cut)
    {
        var words = TextNormalizer.Words(cut.Text);
        var spelt = lexicon.Vocabulary.SpellOut(words);
        var last = spelt.LastOrDefault(w => !lexicon.LittleWords.Contains(w)) ?? "";
        var beginsAsking = spelt.Count > 0 && _askingFirst.Contains(spelt[0]);
        var meaning = TextNormalizer.Normalize(cut.Text, lexicon);
        return cut with
        {
            IsScrap = meaning.All(w => _asking.Contains(w.Surface))
                || (meaning.Count < MinWords && !(cut is { EndsWithMark: true, Join: Join.Apart })),
            Asks = !cut.Announces
                && (cut.EndsWithMark || beginsAsking || spelt.Any(_asking.Contains) || _askingLast.Contains(last)),
            BeginsAsking = beginsAsking,
            Leans = words.Count > 0 && _leaning.Contains(words[0]),
            IsCondition = words.Count > 0 && _conditions.Contains(words[0]),
            IsClosed = words.Count > 0 && lexicon.LittleWords.Contains(words[^1]),
        };
    }

    private List<Clause> Cut(string text)
    {
        var cuts = new List<Clause>();
        var tokens = Tokens().Matches(text);
        var (from, join) = (-1, Join.Apart);
        for (var at = 0; at < tokens.Count; at++)
        {
            var (found, length) = JoinAt(tokens, at);
            if (found is null || (length == 0 && from < 0))
            {
                from = from < 0 ? at : from;
                continue;
            }

            // A word that closes a clause, or a full stop, is still a part of it.
            var to = length == 0 ? at : at - 1;
            End(from, to);
            join = found.Value > join ? found.Value : join;
            at += Math.Max(0, length - 1);
        }

        End(from, tokens.Count - 1);
        return cuts;

        void End(int first, int last)
        {
            if (first >= 0 && last >= first)
            {
                var (start, end) = (tokens[first].Index, tokens[last].Index + tokens[last].Length);
                cuts.Add(new Clause(text[start..end].TrimEnd('.', ':'), start, end, join)
                {
                    Announces = text[end - 1] == ':',
                    EndsWithMark = last + 1 < tokens.Count && tokens[last + 1].Value == "?",
                });
                join = Join.Word;
            }
            from = -1;
        }
    }

    /// <summary>What stands between two clauses here, and of how many tokens it is; of none where it ends the clause itself.</summary>
    private (Join? Join, int Length) JoinAt(MatchCollection tokens, int at)
    {
        var token = tokens[at].Value;
        if (token is "?" or "!" or ";" or "\n")
            return (Join.Apart, 1);
        if (token == ",")
            return (Join.Pause, 1);
        for (var length = Math.Min(MaxJointWords, tokens.Count - at); length > 0; length--)
        {
            var phrase = string.Join(' ', Enumerable.Range(at, length).Select(i => tokens[i].Value)).ToLowerInvariant();
            if (_apart.Contains(phrase))
                return (Join.Apart, length);
            if (_joints.Contains(phrase))
                return (Join.Word, length);
        }

        if (token.Length > 1 && token[^1] is '.' or ':')
            return (Join.Apart, 0);
        return _closing.Contains(token.ToLowerInvariant()) && !IsClosing(tokens, at + 1) ? (Join.Pause, 0) : (null, 0);
    }

    private bool IsClosing(MatchCollection tokens, int at) =>
        at < tokens.Count && _closing.Contains(tokens[at].Value.ToLowerInvariant());

    // "1,5 kg" is one; a line ends a sentence.
    [GeneratedRegex(@"\d+[.,]\d+|[^\s?!;,]+|[?!;,\n]")]
    private static partial Regex Tokens();

    private enum Join
    {
        /// <summary>A word that joins clauses and words alike.</summary>
        Word,

        /// <summary>A comma, or what sounds like one.</summary>
        Pause,

        /// <summary>The end of a sentence, or words that begin another question.</summary>
        Apart,
    }

    private sealed record Clause(string Text, int Start, int End, Join Join)
    {
        public bool EndsWithMark { get; init; }

        /// <summary>"Three questions:" asks nothing itself.</summary>
        public bool Announces { get; init; }

        /// <summary>Too little to ask anything alone.</summary>
        public bool IsScrap { get; init; }
        public bool Asks { get; init; }
        public bool BeginsAsking { get; init; }
        public bool Leans { get; init; }
        public bool IsCondition { get; init; }
        public bool IsClosed { get; init; }

        public Clause With(Clause next, string text) => next with
        {
            Text = text[Start..next.End],
            Start = Start,
            Join = Join,
            IsScrap = false,
            Asks = Asks || next.Asks,
            BeginsAsking = BeginsAsking,
            Leans = Leans,
            IsCondition = IsCondition && !next.Asks,
        };
    }
}

/// <summary>A piece of a message that may be a question of its own.</summary>
/// <param name="Text">As the customer wrote it, without the words that join it to the piece before.</param>
/// <param name="Start">Where it begins in the message.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Asks">Whether it has a sign of a question.</param>
/// <param name="IsApart">Whether it begins a sentence, or another question in so many words.</param>
internal sealed record QuestionPiece(string Text, int Start, int End, bool Asks, bool IsApart)
{
    /// <summary>This and the next, with the words between them.</summary>
    public QuestionPiece With(QuestionPiece next, string message) =>
        this with { Text = message[Start..next.End], End = next.End, Asks = Asks || next.Asks };
}
