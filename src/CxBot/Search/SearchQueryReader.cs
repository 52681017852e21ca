using System.Text;

namespace CxBot.Search;

/// <summary>Reads what somebody typed, term by term.</summary>
internal sealed class SearchQueryReader(IReadOnlyList<(string[] Words, string Token)> names, int maxNamed)
{
    /// <summary>One letter begins every other word.</summary>
    private const int MinPrefix = 2;

    private const string Quotes = "\"“”„«»";

    public IEnumerable<SearchTerm> Read(string text)
    {
        foreach (var (part, quoted) in Parts(text))
            if (quoted)
            {
                if (Quoted(part) is { } phrase)
                    yield return phrase;
            }
            else
            {
                foreach (var term in Words(part))
                    yield return term;
            }
    }

    /// <summary>What stands between quotes, and what does not. A quote that is not closed is one as far as it goes.</summary>
    private static IEnumerable<(string Text, bool Quoted)> Parts(string text)
    {
        var part = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (!Quotes.Contains(c, StringComparison.Ordinal))
            {
                part.Append(c);
                continue;
            }
            yield return (part.ToString(), quoted);
            part.Clear();
            quoted = !quoted;
        }
        yield return (part.ToString(), quoted);
    }

    private SearchTerm? Quoted(string text) => SearchFold.Read(text) is { Count: > 0 } words
        ? new SearchTerm([[Phrase(words, prefix: false)]], Named([.. words.SelectMany(w => w.Written)], prefix: false)) : null;

    private IEnumerable<SearchTerm> Words(string text)
    {
        var number = new List<List<FoldedWord>>();
        foreach (var typed in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var words = SearchFold.Read(typed);
            if (words.Count == 0)
                continue;
            // A telephone number is typed in one or in many pieces.
            if (words.All(word => word.IsNumber))
            {
                number.Add(words);
                continue;
            }
            if (number.Count > 0)
                yield return Number(number);
            number.Clear();
            yield return words is [var one] ? Word(one) : Joined(words);
        }
        if (number.Count > 0)
            yield return Number(number);
    }

    private SearchTerm Word(FoldedWord word)
    {
        var written = new SearchPhrase(word.Written, IsPrefix(word.Written[^1]));
        IReadOnlyList<IReadOnlyList<SearchPhrase>> forms =
            word.IsPlain ? [[written]] : [[new SearchPhrase(word.Words, false)], [written]];
        return new SearchTerm(forms, Named(word.Written, prefix: true));
    }

    /// <summary>Words with signs between them and no blank: an order number, an address, a word with a hyphen.</summary>
    private SearchTerm Joined(List<FoldedWord> words) =>
        new([[Phrase(words, prefix: true)]], Named([.. words.SelectMany(w => w.Written)], prefix: true));

    private static SearchTerm Number(List<List<FoldedWord>> pieces)
    {
        IReadOnlyList<SearchPhrase> asWords = [.. pieces.Select(piece => Phrase(piece, prefix: true))];
        var digits = string.Concat(pieces.SelectMany(piece => piece).SelectMany(word => word.Written));
        var asPhone = SearchTokens.PhoneSought(digits).Select(phone => (IReadOnlyList<SearchPhrase>)[new SearchPhrase([phone], true)]);
        return new SearchTerm([asWords, .. asPhone], []);
    }

    private static SearchPhrase Phrase(List<FoldedWord> words, bool prefix)
    {
        var last = words[^1];
        return new SearchPhrase([.. words.SelectMany(word => word.Words)], prefix && last.IsPlain && IsPrefix(last.Words[^1]));
    }

    private static bool IsPrefix(string word) => word.Length >= MinPrefix;

    private List<string> Named(IReadOnlyList<string> words, bool prefix) =>
        [.. names.Where(name => Stands(name.Words, words, prefix && IsPrefix(words[^1]))).Take(maxNamed).Select(name => name.Token)];

    private static bool Stands(string[] name, IReadOnlyList<string> words, bool prefix)
    {
        for (var at = 0; at + words.Count <= name.Length; at++)
            if (FoundWords.Meets(name, at, words, prefix))
                return true;
        return false;
    }
}
