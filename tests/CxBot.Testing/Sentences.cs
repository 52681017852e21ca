using System.Text.RegularExpressions;
using CxBot.Web.Desk;
using CxBot.Words;

namespace CxBot.Tests.Testing;

/// <summary>CxBot's own sentences, known by their keys: a test waits until a thing is said, and whatever its words are today is
/// right.</summary>
public static partial class Sentences
{
    /// <summary>The sentence of this key, in any of our languages. Its blanks hold these, in order; anything, where there is none for a
    /// blank.</summary>
    public static Regex Of(string key, params object[] filled) =>
        new(string.Join('|', CustomerWords.Languages.Select(language => Pattern(CustomerWords.Say(key, language), filled)).Distinct()),
            RegexOptions.Singleline);

    /// <summary>The same for what the desk says.</summary>
    public static Regex AtDesk(string key, params object[] filled)
    {
        var words = new DeskWords();
        return new(string.Join('|', DeskWords.Languages.Select(language =>
        {
            words.Use(language);
            return Pattern(words[key], filled);
        }).Distinct()), RegexOptions.Singleline);
    }

    /// <summary>Whether a text holds the sentence.</summary>
    public static bool Holds(string text, string key, params object[] filled) => Of(key, filled).IsMatch(text);

    /// <summary>Whether a text tells of a place in the queue, however long the wait.</summary>
    public static bool IsQueued(string text, int? place = null)
    {
        object[] filled = place is { } number ? [number] : [];
        return Holds(text, "Queued", filled) || Holds(text, "QueuedWithoutEstimate", filled);
    }

    /// <summary>The sentence in Indonesian, the language that the tests' customers write in as a rule.</summary>
    public static string Say(string key, params object[] filled) => CustomerWords.Say(key, "id", filled);

    /// <summary>Blanks are found before the rest is escaped, because escaping changes their braces.</summary>
    private static string Pattern(string sentence, object[] filled)
    {
        var parts = Blank().Split(sentence);
        return string.Concat(
            parts.Select((part, at) => at % 2 == 0 ? Regex.Escape(part)
                : Filling(int.Parse(part, System.Globalization.CultureInfo.InvariantCulture), filled)));
    }

    private static string Filling(int blank, object[] filled) => blank < filled.Length ? Regex.Escape(filled[blank].ToString()!) : ".+?";

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Blank();
}
