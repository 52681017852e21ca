namespace CxBot.Language.Text;

/// <summary>Tells the language of a text by function words and everyday chat words. Pure.</summary>
public static class LanguageDetector
{
    /// <returns>The code of a language, such as <c>id</c> or <c>en</c>; null where the words do not say.</returns>
    public static string? Detect(IReadOnlyList<string> words, Lexicon? lexicon = null) =>
        (lexicon ?? Lexicon.BuiltIn).Vocabulary.Language(words);
}
