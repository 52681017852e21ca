using CxBot.Knowledge.Text;

namespace CxBot.Answering.Claims;

/// <summary>What one sentence says, in the form in which it is compared. Pure.</summary>
/// <param name="Text">As it was read.</param>
/// <param name="Words">The words that carry meaning, each once, without those that weigh.</param>
/// <param name="Weights">The words that turn or promise, under one name.</param>
/// <param name="IsCourtesy">Says nothing that could be wrong.</param>
internal sealed record Statement(string Text, IReadOnlyList<string> Words, IReadOnlySet<string> Weights, IReadOnlyList<Fact> Facts, bool IsCourtesy)
{
    public static Statement Of(string text)
    {
        var facts = FactReader.Read(text);
        var raw = TextNormalizer.Words(text);
        var words = TextNormalizer.Normalize(text);
        var weights = raw.Concat(words.Select(w => w.Surface)).Concat(words.Select(w => w.Stem)).Select(TellingWords.Weight).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // "minggu" is a week where it is counted, and Sunday elsewhere.
        if (facts.Any(f => f.Unit == "week")) weights.Remove("sunday");
        return new Statement(
            text,
            [.. words.Where(w => !TellingWords.IsFunction(w.Surface) && TellingWords.Weight(w.Surface) is null && TellingWords.Weight(w.Stem) is null && !w.Surface.Any(char.IsAsciiDigit)).Select(w => w.Stem).Distinct()],
            weights,
            facts,
            facts.Count == 0 && weights.Count == 0 && raw.All(TellingWords.IsCourtesy) && raw.Any(w => w != "ya"));
    }
}
