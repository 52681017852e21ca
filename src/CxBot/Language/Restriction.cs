using CxBot.Language.Tables;
using CxBot.Language.Text;

namespace CxBot.Language;

/// <summary>Which paragraphs take back, or narrow, what stands before them. Table: <c>restriction.txt</c>.</summary>
internal sealed class Restriction
{
    private readonly string[] _begins;

    public Restriction(LanguageTables tables) => _begins = [.. tables.Words("restriction", "begins").Select(words => words + ' ')];

    /// <summary>"Namun ...", "Kecuali ...", "Otherwise ...": said alone, it or what stands before it would say something else.</summary>
    public bool Begins(string text)
    {
        var words = string.Join(' ', TextNormalizer.Words(text).Take(8)) + ' ';
        return _begins.Any(begin => words.StartsWith(begin, StringComparison.Ordinal));
    }
}
