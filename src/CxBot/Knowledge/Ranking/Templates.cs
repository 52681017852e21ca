using CxBot.Language.Text;

namespace CxBot.Knowledge.Ranking;

/// <summary>
/// Ways to ask that are templates, with one subject's own words put in or another's: "jam buka kantor pajak", "jam buka kantor pos". A
/// classifier learns from them that some subject is always meant, so a folder that is full of them also teaches what a way to ask is
/// without those words: nobody's. Folders whose ways to ask differ learn nothing from it, and little from misspelt copies.
/// </summary>
internal static class Templates
{
    // A word is a subject's own where at least so large a part of the ways to ask with it ask for that subject, and so large a part of the
    // subject's ways have it.
    private const double OwnPart = 0.5;
    private const double TypicalPart = 0.1;
    private const int MinUses = 2;

    // Of all ways to ask, those whose words, without the own ones, ask for another subject too. In the public sets 15 to 73 of 100 in a
    // folder of templates, one or none elsewhere.
    private const double TemplatedPart = 0.1;

    // With fewer ways to ask for each subject, misspelt copies teach more of the accident than of the word.
    private const int EnoughWays = 12;

    /// <param name="repair">Repairs the spelling as it does for a question.</param>
    /// <returns>What to learn beside the ways to ask themselves, each with its subject or <see cref="TrainedWords.Nobody"/>; nothing where
    /// few are templates.</returns>
    public static IReadOnlyList<(IReadOnlyList<Word> Words, int Subject)> Lessons(
        IReadOnlyList<WayToAsk> ways,
        Func<IReadOnlyList<Word>, IReadOnlyList<Word>> repair)
    {
        var rests = Rests(ways);
        var askedOf = ways.Zip(rests).Where(p => p.Second.Length > 0).ToLookup(p => Ranker.Key(p.Second), p => p.First.Subject);
        var templates = rests.Count(rest => rest.Length > 0 && askedOf[Ranker.Key(rest)].Distinct().Skip(1).Any());
        if (templates < TemplatedPart * ways.Count)
            return [];

        var lessons = new List<(IReadOnlyList<Word>, int)>();
        var enough = ways.Count >= EnoughWays * ways.Select(v => v.Subject).Distinct().Count();
        for (var i = 0; i < ways.Count; i++)
        {
            if (rests[i].Length > 0)
                lessons.Add((rests[i], TrainedWords.Nobody));
            // What the repair takes back teaches nothing new.
            if (enough && repair(Typos.In(ways[i].Words)) is var misspelt && Ranker.Key(misspelt) != Ranker.Key(ways[i].Words))
                lessons.Add((misspelt, ways[i].Subject));
        }

        return lessons;
    }

    /// <summary>Each way to ask without its subject's own words; empty where it has none of them or nothing else.</summary>
    private static Word[][] Rests(IReadOnlyList<WayToAsk> ways)
    {
        var stems = ways.Select(v => v.Words.Select(w => w.Stem).ToHashSet(StringComparer.Ordinal)).ToArray();
        var uses = stems.SelectMany(s => s).CountBy(s => s, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var usesOf = ways.Zip(stems).SelectMany(p => p.Second.Select(stem => (stem, p.First.Subject))).CountBy(p => p).ToDictionary();
        var counts = ways.CountBy(v => v.Subject).ToDictionary();
        bool IsOwn(string stem, int subject) =>
            usesOf[(stem, subject)] is var own && own >= Math.Max(MinUses, TypicalPart * counts[subject]) && own >= OwnPart * uses[stem];
        return
        [
            .. ways.Select(v =>
                v.Words.Where(w => !IsOwn(w.Stem, v.Subject)).ToArray() is var rest && rest.Length < v.Words.Count ? rest : []),
        ];
    }
}
