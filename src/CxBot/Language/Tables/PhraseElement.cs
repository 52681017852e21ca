namespace CxBot.Language.Tables;

/// <summary>A part of a phrase as it was read, before it is known what follows.</summary>
/// <param name="Before">The part, where that which follows it is given.</param>
/// <param name="Test">The words that may stand, where it is one word and nothing else.</param>
internal sealed record PhraseElement(Func<PhrasePart, PhrasePart> Before, WordTest? Test = null)
{
    public static PhraseElement Of(WordTest test) => new(next => new WordPart(test, next), test);

    public static PhraseElement InOrder(IReadOnlyList<PhraseElement> elements) =>
        new(next => elements.Reverse().Aggregate(next, (after, element) => element.Before(after)));

    public static PhraseElement OneOf(IReadOnlyList<PhraseElement> choices) =>
        choices is [var only] ? only : new(next => new ChoicePart([.. choices.Select(c => c.Before(next))]));

    /// <summary>The same choices, those of one word in one.</summary>
    public static List<PhraseElement> Gather(IEnumerable<PhraseElement> choices)
    {
        var all = choices.ToList();
        WordTest[] words = [.. all.Select(c => c.Test).OfType<WordTest>()];
        return words.Length == 0 ? all : [Of(WordTest.OneOf(words)), .. all.Where(c => c.Test is null)];
    }

    public PhraseElement OrNothing() => new(next => new ChoicePart([Before(next), next]));
}
