using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CxBot.Language;
using CxBot.Language.Text;

namespace CxBot.Search;

/// <summary>
/// The one fold of the search, for what is kept, what is sought and what is marked: as the bot reads customers (<see
/// cref="TextNormalizer"/>), with nothing left out. Pure; takes any text and never throws.
/// </summary>
public static class SearchFold
{
    /// <summary>So much is read of one text, in words; the longest that a channel brings has fewer.</summary>
    public const int MaxWords = 1_500;

    /// <summary>Raised by hand where this class changes; a change of the language's tables tells itself.</summary>
    private const int Code = 1;

    private static readonly Lazy<string> Built = new(() =>
        $"{Code}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Lexicon.BuiltIn.Vocabulary.Spelling)))[..12]}");

    /// <summary>Names this fold: words that were folded by another are folded anew.</summary>
    public static string Version => Built.Value;

    /// <summary>The words of a text, with their places.</summary>
    public static List<FoldedWord> Read(string? text)
    {
        var words = new List<FoldedWord>();
        if (string.IsNullOrEmpty(text))
            return words;
        for (var at = 0; at < text.Length && words.Count < MaxWords;)
        {
            var rune = RuneAt(text, at);
            var start = at;
            at += rune.Length;
            if (IsSign(rune.Value))
                words.Add(Sign(start, rune));
            else if (IsUnspaced(rune.Value))
                Add(words, text, start, at);
            else if (Rune.IsLetterOrDigit(rune.Value))
            {
                while (at < text.Length && RuneAt(text, at) is var next && GoesOn(next.Value))
                    at += next.Length;
                Add(words, text, start, at);
            }
        }
        return words;
    }

    private static void Add(List<FoldedWord> words, string text, int start, int end)
    {
        var vocabulary = Lexicon.BuiltIn.Vocabulary;
        foreach (var word in TextNormalizer.Words(text[start..end]))
        {
            var written = Apart(word);
            if (written.Count == 0)
                continue;
            var spelt = vocabulary.Spell(word).Select(vocabulary.Stem).SelectMany(Apart).ToList();
            words.Add(new FoldedWord(start, end - start, spelt.SequenceEqual(written) ? written : spelt, written));
        }
    }

    /// <summary>Letters and digits apart, so that INV-30001, INV30001 and "inv 30001" are the same.</summary>
    private static List<string> Apart(string word)
    {
        var parts = new List<string>(1);
        var part = new StringBuilder(word.Length);
        var digits = false;
        foreach (var c in word)
        {
            var isDigit = char.IsDigit(c);
            if (part.Length > 0 && isDigit != digits)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            digits = isDigit;
            part.Append(isDigit ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : Plain(c));
        }
        if (part.Length > 0)
            parts.Add(part.ToString());
        return parts;
    }

    /// <summary>Letters that have no accent to take off and are typed without their mark all the same.</summary>
    private static string Plain(char c) => c switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => c.ToString(),
    };

    private static (Rune Value, int Length) RuneAt(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) ? (rune, rune.Utf16SequenceLength) : (Rune.ReplacementChar, 1);

    private static bool GoesOn(Rune rune) => !IsUnspaced(rune) && (Rune.IsLetterOrDigit(rune) || rune.Value is '\'' or '’'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format);

    /// <summary>A picture: each is a word of its own.</summary>
    private static bool IsSign(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;

    private static FoldedWord Sign(int start, (Rune Value, int Length) rune)
    {
        string[] word = [$"·{rune.Value.Value:x}"];
        return new FoldedWord(start, rune.Length, word, word);
    }

    /// <summary>Written without spaces (Thai, Japanese, Chinese): each letter is a word, and a word is letters after each other.</summary>
    private static bool IsUnspaced(Rune rune) => rune.Value is (>= 0x0E01 and <= 0x0E7F) or (>= 0x3041 and <= 0x30FF)
        or (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3134F) ? Rune.IsLetterOrDigit(rune) : false;
}
