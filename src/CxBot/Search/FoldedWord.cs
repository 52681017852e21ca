namespace CxBot.Search;

/// <summary>One word of a text as the search compares it.</summary>
/// <param name="Start">Where it stands in the text, in characters.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Words">Slang spelt out, endings cut off, letters and digits apart: one word may be several.</param>
/// <param name="Written">The same without spelling out or cutting off; the same list where nothing differs.</param>
public readonly record struct FoldedWord(int Start, int Length, IReadOnlyList<string> Words, IReadOnlyList<string> Written)
{
    /// <summary>It is compared as it was written.</summary>
    public bool IsPlain => ReferenceEquals(Words, Written);

    /// <summary>Nothing but digits.</summary>
    public bool IsNumber => Written.All(word => char.IsAsciiDigit(word[0]));
}
