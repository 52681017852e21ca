using System.Text;

namespace CxBot.Search;

/// <summary>Words that stand after each other.</summary>
/// <param name="Prefix">The last of them is the beginning of a word.</param>
internal sealed record SearchPhrase(IReadOnlyList<string> Words, bool Prefix);

/// <summary>One thing that is looked for: it is found where all phrases of any of its forms are.</summary>
/// <param name="Named">What has this name, by its token: shown where it is found so.</param>
internal sealed record SearchTerm(IReadOnlyList<IReadOnlyList<SearchPhrase>> Forms, IReadOnlyList<string> Named)
{
    /// <summary>As SQLite's index is asked. A word is letters or digits alone, so that no sign of the language is in it.</summary>
    public string ToMatch() => Join(" OR ", " AND ", phrase => $"\"{string.Join(' ', phrase.Words)}\"{(phrase.Prefix ? " *" : "")}");

    /// <summary>As PostgreSQL reads a <c>tsquery</c>.</summary>
    public string ToVectorQuery() => Join(" | ", " & ", phrase =>
    {
        var written = new StringBuilder("(");
        for (var i = 0; i < phrase.Words.Count; i++)
            written.Append(i > 0 ? " <-> '" : "'").Append(phrase.Words[i]).Append('\'');
        return written.Append(phrase.Prefix ? ":*)" : ")").ToString();
    });

    private string Join(string or, string and, Func<SearchPhrase, string> write) => "(" + string.Join(or, Forms
        .Select(form => "(" + string.Join(and, form.Select(write)) + ")")
        .Concat(Named.Select(token => write(new SearchPhrase([token], false))))) + ")";
}
