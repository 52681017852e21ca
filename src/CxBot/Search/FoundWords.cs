namespace CxBot.Search;

/// <summary>Where in a text what is sought stands.</summary>
/// <param name="Terms">How many of the sought terms stand in it.</param>
/// <param name="Places">In their order, none upon another: from which character, and how many.</param>
public sealed record FoundWords(int Terms, IReadOnlyList<(int Start, int Length)> Places)
{
    public static readonly FoundWords None = new(0, []);

    /// <summary>Whether these words stand at that place of those.</summary>
    internal static bool Meets(IReadOnlyList<string> text, int at, IReadOnlyList<string> words, bool prefix)
    {
        if (at + words.Count > text.Count)
            return false;
        for (var i = 0; i < words.Count; i++)
            if (prefix && i == words.Count - 1 ? !text[at + i].StartsWith(words[i], StringComparison.Ordinal) : text[at + i] != words[i])
                return false;
        return true;
    }

    internal static FoundWords Find(SearchQuery query, string text)
    {
        if (query.IsEmpty)
            return None;
        var words = SearchFold.Read(text);
        var marked = new bool[words.Count];
        var tokens = words.SelectMany((word, index) => word.Words.Select(token => (token, index))).ToList();
        var folded = tokens.Select(t => t.token).ToList();
        var terms = query.Terms.Count(term => term.Forms.Aggregate(false, (found, form) => Mark(form) || found));
        return terms == 0 ? None : new FoundWords(terms, Join(words, marked));

        bool Mark(IReadOnlyList<SearchPhrase> form) => form.Aggregate(true, (all, phrase) => MarkPhrase(phrase) && all);

        bool MarkPhrase(SearchPhrase phrase)
        {
            if (phrase.Words[0].StartsWith(SearchTokens.PhoneStart, StringComparison.Ordinal))
                return MarkPhone(words, marked, phrase.Words[0]);
            var found = false;
            for (var at = 0; at + phrase.Words.Count <= folded.Count; at++)
                if (Meets(folded, at, phrase.Words, phrase.Prefix))
                {
                    found = true;
                    for (var i = at; i < at + phrase.Words.Count; i++)
                        marked[tokens[i].index] = true;
                }
            for (var i = 0; i < words.Count; i++)
                if (!words[i].IsPlain && Meets(words[i].Written, 0, phrase.Words, phrase.Prefix))
                    found = marked[i] = true;
            return found;
        }
    }

    /// <summary>Marks each run of digits that is the sought number, or has it in it.</summary>
    private static bool MarkPhone(List<FoldedWord> words, bool[] marked, string sought)
    {
        var found = false;
        for (var from = 0; from < words.Count; from++)
        {
            if (!words[from].IsNumber)
                continue;
            var to = from;
            while (to < words.Count && words[to].IsNumber)
                to++;
            var digits = string.Concat(words[from..to].SelectMany(word => word.Written));
            if (SearchTokens.Phone(digits).Any(token => token.StartsWith(sought, StringComparison.Ordinal)))
            {
                found = true;
                Array.Fill(marked, true, from, to - from);
            }
            from = to;
        }
        return found;
    }

    /// <summary>Neighbours with nothing but signs or blanks between them stay apart: each is a word.</summary>
    private static List<(int Start, int Length)> Join(List<FoldedWord> words, bool[] marked)
    {
        var places = new List<(int Start, int Length)>();
        for (var i = 0; i < words.Count; i++)
            // A word that folds to several stands there once.
            if (marked[i] && (places.Count == 0 || places[^1].Start != words[i].Start))
                places.Add((words[i].Start, words[i].Length));
        return places;
    }
}
