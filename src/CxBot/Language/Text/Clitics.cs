using System.Collections.Frozen;

namespace CxBot.Language.Text;

/// <summary>The Indonesian endings that say whose: pesananku, barangnya, akunmu.</summary>
internal static class Clitics
{
    private const int MinStemLength = 4;

    // Words that merely end so.
    private static readonly FrozenSet<string> Whole = FrozenSet.Create(
        "biasanya", "bertanya", "menanya", "hanya", "punya", "kenyanya", "percuma", "bertemu", "ketemu", "menemu", "cemburu",
        "berlaku", "perilaku", "pelaku", "selaku", "kelaku", "membeku", "bangku", "sesuaiku", "bernomu", "setemu", "kebayaku", "kepunya");

    public static string Strip(string word)
    {
        if (Whole.Contains(word))
            return word;
        if (word.EndsWith("nya", StringComparison.Ordinal) && word.Length - 3 >= MinStemLength)
            return word[..^3];
        if ((word.EndsWith("ku", StringComparison.Ordinal) || word.EndsWith("mu", StringComparison.Ordinal)) && word.Length - 2 >= MinStemLength)
            return word[..^2];
        return word;
    }
}
