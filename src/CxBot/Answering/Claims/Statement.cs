using System.Text.RegularExpressions;
using CxBot.Language.Text;
using CxBot.Language;

namespace CxBot.Answering.Claims;

/// <summary>What one sentence says, in the form in which it is compared. Pure.</summary>
/// <param name="Text">As it was read.</param>
/// <param name="Words">The words that carry meaning, each once, without those that weigh.</param>
/// <param name="Weights">The words that turn or promise, under one name.</param>
/// <param name="IsCourtesy">Says nothing that could be wrong.</param>
internal sealed partial record Statement(string Text, IReadOnlyList<string> Words, IReadOnlySet<string> Weights, IReadOnlyList<Fact> Facts, bool IsCourtesy)
{
    /// <summary>Whether it only asks: nothing is promised by a question.</summary>
    public bool Asks => Text.TrimEnd().TrimEnd('*', '_').EndsWith('?');

    public static Statement Of(string text)
    {
        var facts = FactReader.Read(text);
        var raw = TextNormalizer.Words(text);
        var words = TextNormalizer.Normalize(text);
        var (rest, phrases) = TellingWords.TakePhrases(Settled(text));
        var kept = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A word that phrases or conditions took does not weigh a second time by its stem.
        var weights = kept.Concat(words.Where(w => kept.Contains(w.Surface) || !raw.Contains(w.Surface)).SelectMany(w => new[] { w.Surface, w.Stem })).Select(TellingWords.Weight).OfType<string>()
            .Concat(phrases).ToHashSet(StringComparer.Ordinal);
        // "minggu" is a week where it is counted, and Sunday elsewhere.
        if (facts.Any(f => f.Unit == "week")) weights.Remove("sunday");
        return new Statement(
            text,
            [.. words.Where(w => !TellingWords.IsFunction(w.Surface) && TellingWords.Weight(w.Surface) is null && TellingWords.Weight(w.Stem) is null && !w.Surface.Any(char.IsAsciiDigit)).Select(w => w.Stem).Distinct()],
            weights,
            facts,
            facts.Count == 0 && weights.Count == 0 && raw.All(TellingWords.IsCourtesy) && raw.Any(w => w != "ya"));
    }

    /// <summary>The words without what is only supposed: "kalau sudah dikirim", "yang telah dibayar", "once it was checked" say of nothing that it is done.</summary>
    private static string Settled(string text) => $" {string.Join(' ', TextNormalizer.Words(Supposed().Replace(text, m => m.Groups["keep"].Value)))} ";

    [GeneratedRegex(
        @"(?<keep>\b(?:jika|kalau|bila|apabila|jikalau|setelah|sesudah|begitu|sejak|selama|sebelum|sampai|hingga|if|when|once|after|until|unless|before|while)\b[^,.;:!?\n]{0,40}?\s)(?:sudah|telah|sedang|already|has been|have been|was|were|is being|are being|have|has)\b|(?<keep>\b(?:yang|that|which)\s)(?:sudah|telah|sedang|already|has been|have been|was|were)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Supposed();
}
