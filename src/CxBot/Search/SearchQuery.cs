namespace CxBot.Search;

/// <summary>
/// What is looked for: all words, in any order, each also as the beginning of a longer one; what stands in quotes as one phrase. Takes any
/// text and never throws. Pure.
/// </summary>
public sealed class SearchQuery
{
    /// <summary>So much of a search is read, in characters.</summary>
    public const int MaxLength = 300;

    private const int MaxTerms = 12;
    private const int MaxNamed = 40;

    private SearchQuery(string text, IReadOnlyList<SearchTerm> terms) => (Text, Terms) = (text, terms);

    /// <summary>As it was asked.</summary>
    public string Text { get; }

    /// <summary>Nothing was asked: everything is shown.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>Something was asked in which there is nothing to look for: "?".</summary>
    public bool IsEmpty => Terms.Count == 0;

    /// <summary>How many things are looked for at once.</summary>
    public int Count => Terms.Count;

    internal IReadOnlyList<SearchTerm> Terms { get; }

    /// <param name="names">What may be asked for by a name of its own: agents, outcomes, labels.</param>
    public static SearchQuery Read(string? text, IReadOnlyList<SearchName> names)
    {
        var asked = text is null ? "" : text.Length > MaxLength ? text[..MaxLength] : text;
        var folded = names.Select(n => (Words: SearchFold.Read(n.Name).SelectMany(w => w.Written).ToArray(), n.Token)).ToList();
        var reader = new SearchQueryReader(folded, MaxNamed);
        return new SearchQuery(asked, [.. reader.Read(asked).Take(MaxTerms)]);
    }

    /// <summary>One word is looked for, and no phrase.</summary>
    internal bool IsOneWord => Terms is [var one] && one.Forms.All(form => form is [{ Words.Count: 1 }]);

    /// <summary>As SQLite's index is asked.</summary>
    internal string ToMatch() => string.Join(" AND ", Terms.Select(term => term.ToMatch()));

    /// <summary>As PostgreSQL reads a <c>tsquery</c>.</summary>
    internal string ToVectorQuery() => string.Join(" & ", Terms.Select(term => term.ToVectorQuery()));

    /// <summary>What has one of the sought names.</summary>
    public bool Names(string token) => Terms.Any(term => term.Named.Contains(token));

    /// <summary>Where in a text what is sought stands.</summary>
    public FoundWords Find(string text) => FoundWords.Find(this, text);
}
