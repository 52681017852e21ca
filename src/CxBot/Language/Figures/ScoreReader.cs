using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CxBot.Language.Tables;

namespace CxBot.Language.Figures;

/// <summary>A score as a customer typed it.</summary>
/// <param name="Value">It may lie between two whole numbers.</param>
/// <param name="Of">The best that there is, where they said so: "8/10".</param>
public readonly record struct TypedScore(decimal Value, int? Of);

/// <summary>Reads a score that a customer types: a number alone, in digits, words, emoji or stars. Table: <c>score.txt</c>. Pure.</summary>
public sealed partial class ScoreReader
{
    private const string Table = "score";
    private const int MaxLength = 40;

    private readonly FrozenDictionary<string, int> _numbers;
    private readonly FrozenSet<string> _of;
    private readonly FrozenSet<string> _half;
    private readonly FrozenSet<string> _beside;

    internal ScoreReader(LanguageTables tables, LittleWords littleWords)
    {
        _numbers = tables.Meanings(Table, "number")
            .ToFrozenDictionary(word => word.Key, word => int.Parse(word.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        _of = tables.Words(Table, "of");
        _half = tables.Words(Table, "half");
        _beside = littleWords.And(tables.Words(Table, "beside"));
    }

    /// <summary>The score, where the whole text is one; null for everything else: "8 barang belum sampai" is a question, and so is
    /// "8?".</summary>
    public static TypedScore? Read(string text) => Lexicon.BuiltIn.Scores.Find(text);

    /// <summary>A text that begins with a score and goes on with words: "8, lama balasnya". For where nothing else can be meant.</summary>
    public static (TypedScore Score, string Words)? ReadWithWords(string text)
    {
        var plain = Plain(text);
        return Leading().Match(plain) is { Success: true } begun && Number(begun.Groups["number"].Value) is { } value
            ? (new TypedScore(value, null), plain[begun.Length..].Trim())
            : null;
    }

    internal TypedScore? Find(string text)
    {
        if (text.Length > MaxLength)
            return null;
        var plain = Plain(text).ToLowerInvariant();
        var stars = plain.Count(c => c is '★' or '⭐');
        if (stars > 0)
            return plain.All(c => c is '★' or '⭐' or '☆' || char.IsWhiteSpace(c)) ? new TypedScore(stars, null) : null;
        (decimal? value, int? of, var awaitsOf) = (null, null, false);
        foreach (var token in Tokens().Matches(plain).Select(match => match.Value))
        {
            if (_half.Contains(token) && value is not null && of is null)
                value += 0.5m;
            else if ((token == "/" || _of.Contains(token)) && value is not null && of is null)
                awaitsOf = true;
            else if (Value(token) is not { } number)
            {
                if (!_beside.Contains(token))
                    return null;
            }
            else if (value is null)
                value = number;
            else if (awaitsOf && of is null && decimal.IsInteger(number))
                of = (int)number;
            else
                return null;
        }

        return value is { } said && (of is not null || !awaitsOf) ? new TypedScore(said, of) : null;
    }

    private decimal? Value(string token) => _numbers.TryGetValue(token, out var word) ? word : Number(token);

    /// <summary>Of at most three digits, with at most two behind the comma: "10.000" is ten thousand, and no score.</summary>
    private static decimal? Number(string token) =>
        Short().IsMatch(token)
            ? decimal.Parse(
                token.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : null;

    /// <summary>Digits of other scripts and of emoji as plain ones.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.Trim().Replace("🔟", "10", StringComparison.Ordinal).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                plain.Append((int)Rune.GetNumericValue(rune));
            // What makes an emoji of a digit, or of a star.
            else if (rune.Value is not (0xFE0F or 0x20E3))
                plain.Append(rune);
        }

        return plain.ToString();
    }

    [GeneratedRegex(@"-?\d+(?:[.,]\d+)*|\p{L}[\p{L}\p{M}']*|[/?%]", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"^-?\d{1,3}(?:[.,]\d{1,2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Short();

    [GeneratedRegex(@"^(?<number>\d{1,2}(?:[.,]\d{1,2})?)(?:\s*/\s*\d{1,2})?(?:[\s,.;:–-]+|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Leading();
}
