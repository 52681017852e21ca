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
        if (plain.Any(IsStar))
            return plain.All(c => IsStar(c) || c == '☆' || char.IsWhiteSpace(c)) ? new TypedScore(plain.Count(IsStar), null) : null;
        var reading = new Reading();
        return Tokens().Matches(plain).All(match => Take(match.Value, reading)) ? reading.Score : null;
    }

    private static bool IsStar(char sign) => sign is '★' or '⭐';

    /// <returns>False where the word makes it something else than a score.</returns>
    private bool Take(string token, Reading reading) =>
        (reading.IsOpen && Joins(token, reading)) || (Value(token) is { } number ? reading.Take(number) : _beside.Contains(token));

    private bool Joins(string token, Reading reading)
    {
        if (_half.Contains(token))
            reading.AddHalf();
        else if (token == "/" || _of.Contains(token))
            reading.AwaitBest();
        else
            return false;
        return true;
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

    /// <summary>What has been read so far.</summary>
    private sealed class Reading
    {
        private decimal? _value;
        private int? _of;
        private bool _awaitsOf;

        /// <summary>A number is there, and how many it is of may follow.</summary>
        public bool IsOpen => _value is not null && _of is null;

        public TypedScore? Score => _value is { } said && (_of is not null || !_awaitsOf) ? new TypedScore(said, _of) : null;

        public void AddHalf() => _value += 0.5m;

        public void AwaitBest() => _awaitsOf = true;

        /// <returns>False where there is one too many.</returns>
        public bool Take(decimal number)
        {
            if (_value is null)
                _value = number;
            else if (_awaitsOf && _of is null && decimal.IsInteger(number))
                _of = (int)number;
            else
                return false;
            return true;
        }
    }
}
