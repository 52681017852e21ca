using System.Globalization;
using System.Numerics.Tensors;
using System.Text.RegularExpressions;
using CxBot.Language;

namespace CxBot.Answering.Claims;

/// <summary>
/// Whether a written sentence stands in the passages it was written from. Strict, for a sentence that is refused costs nothing but style:
/// the article itself is the answer.
/// </summary>
/// <remarks>
/// It stands where a few sentences that follow each other in one cited passage say it: every number, date, link, phone number and address
/// exactly; every word that turns or promises, and no turn less; and most of its other words, fewer where the encoder finds it near.
/// </remarks>
internal static partial class ClaimCheck
{
    /// <summary>A written sentence may draw together what stands in so many.</summary>
    private const int Window = 3;

    // Of a sentence's words, those that the passage must have; tried on the demo shop's articles and sentences made up against them
    // (ClaimCheckTests).
    private const double MinShare = 0.7;
    private const double MinShareWhereNear = 0.5;
    private const double Near = 0.75;
    private const int MaxUnknown = 3;

    // Of what a promise says, the part that the one sentence which makes it must have.
    private const double MinAbout = 0.5;

    private const int MinPartLength = 4;

    /// <param name="encode">The sentence encoder, where there is one.</param>
    /// <returns>The passage that says it (the first, for what says nothing); null where none does.</returns>
    public static Passage? FindSupport(Claim claim, IReadOnlyList<Passage> passages, SentenceVectors? encode)
    {
        if (passages.Count == 0 || IsForeign(claim.Text) || claim.Cited.Any(c => c < 1 || c > passages.Count))
            return null;
        var said = Statement.Of(claim.Text);
        if (said.IsCourtesy)
            return passages[0];
        if (said is { Words.Count: 0, Facts.Count: 0 })
            return null;
        var cited = claim.Cited.Count > 0 ? claim.Cited.Select(c => passages[c - 1]) : passages;
        return cited.FirstOrDefault(p => IsSaid(said, p, encode));
    }

    private static bool IsSaid(Statement said, Passage passage, SentenceVectors? encode)
    {
        for (var length = 1; length <= Window; length++)
        {
            for (var first = 0; first + length <= passage.Body.Count; first++)
            {
                Statement[] stated = [passage.Title, .. passage.Body.Skip(first).Take(length)];
                if (!said.Facts.All(f => stated.Any(s => s.Facts.Any(f.IsSaidBy))) || !WeighTheSame(said, stated))
                    continue;
                var unknown = said.Words.Count(w =>
                    !stated.Any(s =>
                        s.Words.Any(o => IsSame(w, o))
                        || Lexicon.BuiltIn.Facts.Units.Of(w, "") is { } unit && s.Facts.Any(f => f.Unit == unit)));
                if (unknown > MaxUnknown)
                    continue;
                var share = said.Words.Count == 0 ? 1 : 1 - ((double)unknown / said.Words.Count);
                if (
                    share >= MinShare
                    || (share >= MinShareWhereNear && encode is not null && encode.Nearness(said, passage, first, length) >= Near))
                    return true;
            }
        }
        return false;
    }

    /// <summary>What promises must be promised; and a sentence is as negative as what it rests on.</summary>
    private static bool WeighTheSame(Statement said, Statement[] stated) =>
        said.Weights.All(w =>
            Lexicon.BuiltIn.TellingWords.Promises(w)
                ? stated.Skip(1).Any(s => (said.Asks || !s.Asks) && s.Weights.Contains(w) && IsAbout(said, s))
                : stated.Any(s => s.Weights.Contains(w)))
        && stated
            .Skip(1)
            .MaxBy(s => said.Words.Count(w => s.Words.Any(o => IsSame(w, o))) + said.Facts.Count(f => s.Facts.Any(f.IsSaidBy)))!
            .Weights.Contains(Not) == said.Weights.Contains(Not);

    /// <summary>A promise counts where it is made: "Sabtu dan Minggu tidak dihitung" promises no refund on Sunday.</summary>
    private static bool IsAbout(Statement said, Statement stated) =>
        said.Words.Count(w => stated.Words.Any(o => IsSame(w, o))) + said.Facts.Count(f => stated.Facts.Any(f.IsSaidBy))
        >= MinAbout * (said.Words.Count + said.Facts.Count);

    private const string Not = "not";

    /// <summary>The same word under another form: "ganti" in "mengganti", "refund" in "refunded".</summary>
    private static bool IsSame(string one, string other)
    {
        if (one == other)
            return true;
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        return shorter.Length >= MinPartLength && longer.Contains(shorter, StringComparison.Ordinal);
    }

    /// <summary>Signs that no plain answer needs: tags, pictures, code, and characters that nobody sees.</summary>
    private static bool IsForeign(string text) =>
        Markup().IsMatch(text)
        || text.EnumerateRunes()
            .Any(r =>
                System.Text.Rune.GetUnicodeCategory(r)
                    is UnicodeCategory.Format
                        or UnicodeCategory.PrivateUse
                        or UnicodeCategory.OtherNotAssigned
                || (System.Text.Rune.GetUnicodeCategory(r) is UnicodeCategory.Control && r.Value is not ('\t' or '\r' or '\n')));

    [GeneratedRegex(@"<[/!?a-z]|!\[|`{2,}|\\[()\[\]]|&\w+;|&#", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}

/// <summary>
/// Nearness of sentences by an encoder, for one written answer. Passages are encoded once for all answers, and a claim once for all that it
/// is compared with.
/// </summary>
internal sealed class SentenceVectors(object encoder, Func<IReadOnlyList<string>, float[][]> encode)
{
    private (Statement Said, float[] Vector)? _last;

    /// <returns>The greatest cosine of the sentence with those of the passage, -1 to 1.</returns>
    public double Nearness(Statement said, Passage passage, int first, int length)
    {
        if (passage.Encoded is not { } known || !ReferenceEquals(known.Encoder, encoder))
            passage.Encoded = known = new PassageVectors(encoder, encode([.. passage.Body.Select(s => s.Text)]));
        if (_last is not { } claim || !ReferenceEquals(claim.Said, said))
            _last = claim = (said, encode([said.Text])[0]);
        return known.Vectors.Skip(first).Take(length).Max(v => (double)TensorPrimitives.Dot<float>(claim.Vector, v));
    }
}
