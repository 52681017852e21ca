using System.Text.RegularExpressions;
using CxBot.Language;
using System.Text;

namespace CxBot.Answering.Claims;

/// <summary>
/// Cuts a text that is still being written into sentences, each with the passages it cites: "It takes 3 days. [1]". Pure but for what it
/// has read.
/// </summary>
internal sealed partial class ClaimReader
{
    private const int MaxCitationLength = 12;

    private readonly StringBuilder _written = new();
    private int _taken;

    public int Length => _written.Length;

    /// <summary>What was taken so far, as it would be read: citations removed, the layout kept.</summary>
    public string Taken => Tidy(_written.ToString(0, _taken));

    /// <summary>The sentences of a text that is all here.</summary>
    public static IEnumerable<string> Sentences(string text)
    {
        var reader = new ClaimReader();
        reader.Append(text);
        while (reader.Take(ended: true) is { } sentence)
            yield return sentence.Text;
    }

    public void Append(string text) => _written.Append(text);

    /// <summary>Takes the next whole sentence.</summary>
    /// <param name="ended">Nothing follows: the rest is a sentence too.</param>
    public Claim? Take(bool ended)
    {
        var text = _written.ToString();
        while (_taken < text.Length)
        {
            var end = End(text, _taken, ended);
            if (end < 0)
                return null;
            var sentence = text[_taken..end];
            _taken = end;
            var bare = ListMark().Replace(Citation().Replace(sentence, ""), "").Trim();
            if (bare.Length == 0)
                continue;
            return new Claim(
                bare,
                [
                    .. Citation()
                        .Matches(sentence)
                        .SelectMany(m => Digits().Matches(m.Value))
                        .Select(d => int.Parse(d.ValueSpan, System.Globalization.CultureInfo.InvariantCulture))
                        .Distinct(),
                ]);
        }
        return null;
    }

    /// <returns>The place after the sentence that begins at <paramref name="from"/>; -1 where it cannot be seen yet.</returns>
    private static int End(string text, int from, bool ended)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                if (text[from..i].Trim().Length > 0)
                    return i + 1;
                continue;
            }
            if (text[i] is not ('.' or '!' or '?' or '…') || IsAbbreviation(text, from, i))
                continue;
            var after = i + 1 + AfterEnd().Match(text[(i + 1)..]).Length;
            var next = after + text.AsSpan(after).IndexOfAnyExcept(' ', '\t');
            if (next < after)
                next = text.Length;
            if (!ended && MayBeCitation(text, next))
                return -1;
            if (next > after || after >= text.Length || text[after] == '\n')
                return Math.Min(next, text.Length);
        }

        return ended ? text.Length : -1;
    }

    /// <summary>What stands there may be a citation of the sentence before it that is not all here.</summary>
    private static bool MayBeCitation(string text, int at) =>
        at >= text.Length
        || (text[at] == '[' && text.Length - at < MaxCitationLength && !text[at..].Contains(']', StringComparison.Ordinal));

    private static bool IsAbbreviation(string text, int from, int dot) =>
        text[dot] == '.' && Lexicon.BuiltIn.TellingWords.EndsInAbbreviation(text[from..dot]);

    private static string Tidy(string text) => SpaceBefore().Replace(Citation().Replace(text, ""), "$1").TrimEnd();

    [GeneratedRegex(@"\s?\[\d{1,2}(?:\s?,\s?\d{1,2})*\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[""'”’)*_]*(?:[ \t]*\[\d{1,2}(?:\s?,\s?\d{1,2})*\][.]?)*", RegexOptions.CultureInvariant)]
    private static partial Regex AfterEnd();

    // Their numbers count lines and claim nothing; more than twenty lines nobody writes.
    [GeneratedRegex(@"^\s*(?:(?:1?\d|20)[.)]|[-*•])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"[ \t]+([.,;!?])(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SpaceBefore();
}
