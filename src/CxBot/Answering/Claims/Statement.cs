using CxBot.Language;
using CxBot.Language.Figures;
using CxBot.Language.Text;

namespace CxBot.Answering.Claims;

/// <summary>What one sentence says, in the form in which it is compared. Pure.</summary>
/// <param name="Text">As it was read.</param>
/// <param name="Words">The words that carry meaning, each once, without those that weigh.</param>
/// <param name="Weights">The words that turn or promise, under one name.</param>
/// <param name="IsCourtesy">Says nothing that could be wrong.</param>
internal sealed record Statement(
    string Text,
    IReadOnlyList<string> Words,
    IReadOnlySet<string> Weights,
    IReadOnlyList<Fact> Facts,
    bool IsCourtesy)
{
    /// <summary>Whether it only asks: nothing is promised by a question.</summary>
    public bool Asks => Text.TrimEnd().TrimEnd('*', '_').EndsWith('?');

    public static Statement Of(string text)
    {
        var telling = Lexicon.BuiltIn.TellingWords;
        var facts = Lexicon.BuiltIn.Facts.Read(text);
        var raw = TextNormalizer.Words(text);
        var words = TextNormalizer.Normalize(text);
        var (rest, phrases) = telling.TakePhrases($" {string.Join(' ', TextNormalizer.Words(telling.WithoutSupposed(text)))} ");
        var kept = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A word that phrases or conditions took does not weigh a second time by its stem.
        var weighed = kept.Concat(
            words.Where(w => kept.Contains(w.Surface) || !raw.Contains(w.Surface)).SelectMany(w => new[] { w.Surface, w.Stem }));
        var weights = weighed.Select(telling.Weight).OfType<string>().Concat(phrases).ToHashSet(StringComparer.Ordinal);
        // "minggu" is a week where it is counted, and Sunday elsewhere.
        if (facts.Any(f => f.Unit == "week"))
            weights.Remove("sunday");
        return new Statement(
            text,
            [.. words.Where(w => IsPlain(w, telling)).Select(w => w.Stem).Distinct()],
            weights,
            facts,
            facts.Count == 0 && weights.Count == 0 && raw.All(telling.IsCourtesy) && !raw.All(telling.IsYes));
    }

    /// <summary>Carries meaning, and neither turns nor promises nor counts.</summary>
    private static bool IsPlain(Word word, TellingWords telling) =>
        !telling.IsFunction(word.Surface)
        && telling.Weight(word.Surface) is null
        && telling.Weight(word.Stem) is null
        && !word.Surface.Any(char.IsAsciiDigit);
}
