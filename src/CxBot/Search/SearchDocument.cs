using System.Globalization;
using System.Text;
using CxBot.Language.Contacts;

namespace CxBot.Search;

/// <summary>The words of one entry in the order of their texts, and what stands beside them; written as each database wants it.</summary>
internal sealed class SearchDocument
{
    /// <summary>PostgreSQL keeps one megabyte of words for a row at most; a hundred long messages stay below it.</summary>
    private const int MaxWords = 30_000;

    private readonly List<string> _words = [];
    private readonly HashSet<string> _beside = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<string>> _written = [];
    private readonly HashSet<string> _writtenOnce = new(StringComparer.Ordinal);

    /// <summary>Adds a text. A phrase never goes from one text into the next.</summary>
    public void Add(string? text)
    {
        var digits = 0;
        foreach (var word in SearchFold.Read(text))
        {
            if (_words.Count >= MaxWords)
                return;
            _words.AddRange(word.Words);
            if (!word.IsPlain && _writtenOnce.Add(string.Join(' ', word.Written)))
                _written.Add(word.Written);
            if (word.IsNumber)
                digits++;
        }
        _words.Add(SearchTokens.Gap);
        if (digits == 0)
            return;
        foreach (var number in PhoneNumber.Find(text!))
            AddPhone(number);
    }

    public void AddPhone(string number) => _beside.UnionWith(SearchTokens.Phone(number));

    public void AddToken(string token) => _beside.Add(token);

    /// <summary>As SQLite's index takes it: words with blanks between them.</summary>
    public string ToText() => string.Join(' ', Stream().Concat(_beside));

    /// <summary>As PostgreSQL reads a <c>tsvector</c>: each word with its places.</summary>
    public string ToVector()
    {
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var at = 0;
        foreach (var word in Stream())
        {
            at++;
            if (word == SearchTokens.Gap)
                continue;
            if (!places.TryGetValue(word, out var known))
                places[word] = known = [];
            known.Add(at);
        }
        var vector = new StringBuilder();
        foreach (var (word, all) in places)
            vector.Append(CultureInfo.InvariantCulture, $"'{word}':{string.Join(',', all)} ");
        foreach (var token in _beside)
            vector.Append(CultureInfo.InvariantCulture, $"'{token}' ");
        return vector.ToString();
    }

    private IEnumerable<string> Stream() => _words.Concat(_written.SelectMany(word => word.Append(SearchTokens.Gap)));
}
