namespace CxBot.Language.Text;

/// <summary>
/// Words that are spelt right although the articles do not have them: everyday ones, an owner's names, and those of the encoder.
/// </summary>
/// <param name="Encoder">What the encoder has as whole words; null where nobody knows.</param>
internal sealed record OtherWords(Lexicon Lexicon, IReadOnlySet<string>? Encoder)
{
    /// <summary>Those of every language, without an encoder's.</summary>
    public static OtherWords BuiltIn => new(Lexicon.BuiltIn, null);

    public bool Contain(string word) => Lexicon.Vocabulary.IsSpeltRight(word) || Encoder?.Contains(word) == true;
}
