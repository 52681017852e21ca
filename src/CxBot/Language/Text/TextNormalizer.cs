using System.Globalization;
using System.Text;

namespace CxBot.Language.Text;

/// <summary>
/// Brings what people write to one form: NFKC, lower case, no accents or invisible characters, no drawn-out letters, slang spelt out,
/// particles and forms of address dropped. Pure; takes any text and never throws.
/// </summary>
public static class TextNormalizer
{
    /// <summary>What is read of one text, in characters. A question is over long before; an essay is judged by its beginning.</summary>
    public const int MaxCharacters = 2_000;

    /// <summary>What is read of one text, in words.</summary>
    public const int MaxWords = 200;

    private const int MaxWordLength = 40;
    private const int MinNamingNumberLength = 5;

    /// <summary>The words as written, in lower case: no slang spelt out, nothing dropped.</summary>
    public static List<string> Words(string? text)
    {
        var words = new List<string>();
        if (string.IsNullOrEmpty(text))
            return words;

        var clean = Clean(text);
        var word = new StringBuilder();
        for (var i = 0; i <= clean.Length && words.Count < MaxWords; i++)
        {
            var c = i < clean.Length ? clean[i] : ' ';
            if (char.IsLetterOrDigit(c))
            {
                if (word.Length < MaxWordLength)
                    word.Append(c);
            }
            else if (c is not ('\'' or '’') && word.Length > 0 && !IsBetweenThousands(clean, i))
            {
                words.Add(Calm(word.ToString()));
                word.Clear();
            }
        }

        return words;
    }

    /// <summary>The words that carry meaning: slang spelt out, particles, forms of address, long numbers and amounts of money
    /// dropped.</summary>
    public static List<Word> Normalize(string? text, Lexicon? lexicon = null)
    {
        lexicon ??= Lexicon.BuiltIn;
        var vocabulary = lexicon.Vocabulary;
        var words = Words(text);
        var result = new List<Word>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var word = i + 1 < words.Count ? vocabulary.Before(words[i], words[i + 1]) : words[i];
            if (vocabulary.IsLittle(word) || IsNumberThatNamesSomething(word) || lexicon.Facts.Units.IsAmount(word))
                continue;
            foreach (var spelt in vocabulary.Spell(word))
                result.Add(new Word(spelt, vocabulary.Stem(spelt)));
        }

        return result;
    }

    /// <summary>The dot of "75.000", or the comma of "75,000".</summary>
    private static bool IsBetweenThousands(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('.' or ',') || !char.IsAsciiDigit(text[at - 1]))
            return false;
        var next = text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9');
        return (next < 0 ? text.Length - at - 1 : next) == 3;
    }

    private static bool IsNumberThatNamesSomething(string word) => word.Count(char.IsAsciiDigit) >= MinNamingNumberLength;

    private static string Clean(string text)
    {
        // A lone surrogate (which EnumerateRunes replaces) or a code point without a meaning makes Normalize throw, so such go first.
        var valid = new StringBuilder(Math.Min(text.Length, MaxCharacters));
        foreach (var rune in text.EnumerateRunes())
        {
            if (valid.Length >= MaxCharacters)
                break;
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control:
                    valid.Append(' ');
                    break;
                case UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse:
                    break;
                default:
                    valid.Append(rune.ToString());
                    break;
            }
        }

        var plain = valid.ToString().Normalize(NormalizationForm.FormKD);
        var result = new StringBuilder(plain.Length);
        foreach (var c in plain)
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark)
                result.Append(char.ToLowerInvariant(c));
        return result.ToString();
    }

    /// <summary>"lamaaaa" is "lama"; "barang2" is "barang": Indonesian writes a doubled word so.</summary>
    private static string Calm(string word)
    {
        if (word.Length > 3 && word[^1] == '2' && word.AsSpan(0, word.Length - 1).IndexOfAnyInRange('0', '9') < 0)
            word = word[..^1];
        var run = 0;
        StringBuilder? calm = null;
        for (var i = 0; i < word.Length; i++)
        {
            run = i > 0 && word[i] == word[i - 1] ? run + 1 : 1;
            if (run == 3 && char.IsLetter(word[i]))
            {
                calm ??= new StringBuilder(word, 0, i, word.Length);
                calm.Length--;
            }
            else if (run < 3 || !char.IsLetter(word[i]))
            {
                calm?.Append(word[i]);
            }
        }

        return calm?.ToString() ?? word;
    }
}
