using CxBot.Knowledge.Ranking;
using CxBot.Language;
using CxBot.Language.Figures;
using CxBot.Language.Text;

namespace CxBot.Answering.Parts;

/// <summary>What is asked, as it is looked for within one article. Pure.</summary>
/// <param name="Words">The words that mean something, each as it is written and as it is spelt in the ways to ask.</param>
/// <param name="Numbers">What is counted or timed, in one form.</param>
/// <param name="Wanted">Whether a fact is of the kind that the question wants to know; null where it wants none.</param>
/// <param name="Joined">Each two words together: "pre order" stands in an article as "preorder".</param>
/// <param name="AsksWhether">Whether yes or no answers it.</param>
/// <param name="IsOverdue">Whether it is asked because a time is over.</param>
internal sealed record AskedPart(
    IReadOnlyList<(string Word, string Repaired)> Words,
    IReadOnlyList<string> Joined,
    IReadOnlyList<string> Numbers,
    Func<Fact, bool>? Wanted,
    bool AsksWhether,
    bool IsOverdue)
{
    // Of a word that another one stands for, of the same root or the same meaning.
    private const double OfRoot = 0.9;
    private const double OfMeaning = 0.6;

    // What words count that say which article it is, that only say no or done, and numbers.
    private const double OfTitle = 0.2;
    private const double OfTurn = 0.3;
    private const double OfNumber = 0.7;

    public static AskedPart Of(string question, IReadOnlyList<Word> words, Question repaired, Lexicon lexicon)
    {
        var meaning = words.Zip(repaired.Words, (word, spelt) => (word.Surface, Word: word.Stem, Repaired: spelt.Stem))
            .Where(w => !lexicon.TellingWords.IsFunction(w.Surface)).Select(w => (w.Word, w.Repaired));
        string[] spelt = [.. words.Select(w => w.Surface)];
        return new AskedPart(
            [.. meaning.Distinct()],
            [.. ReadSentence.Joined(words).Distinct()],
            [.. lexicon.Facts.Read(question).Select(f => f.Value).Distinct()],
            lexicon.WantedFact.In(spelt),
            lexicon.WantedFact.AsksWhether(spelt),
            lexicon.WantedFact.IsOverdue(spelt));
    }

    /// <summary>Where the words stand in an article; without those that tell nothing of its parts.</summary>
    /// <param name="isUnknown">Whether a word stands nowhere in it.</param>
    /// <param name="isTitle">Whether nothing is asked but what the title says.</param>
    public IReadOnlyList<FoundWord> Weigh(ReadArticle article, out bool isUnknown, out bool isTitle)
    {
        var (telling, roots) = (article.Lexicon.TellingWords, article.Lexicon.Roots);
        var found = new List<FoundWord>();
        foreach (var (word, repaired) in Words.Concat(Joined.Select(joined => (joined, joined))))
        {
            double In(IReadOnlyList<string> words) =>
                words.Contains(word) || words.Contains(repaired) ? 1
                : words.Any(w => roots.AreOne(w, word) || roots.AreOne(w, repaired)) ? OfRoot
                : words.Any(w => roots.MeanTheSame(w, word)) ? OfMeaning : 0;
            var inTitle = In(article.Title);
            var turns = telling.Weight(word) is "not" or "done";
            found.Add(FoundWord.Of(article, s => In(s.Words), In, (inTitle > 0 ? OfTitle : 1) * (turns ? OfTurn : 1)) with
            {
                IsInTitle = inTitle >= OfRoot || turns,
            });
        }

        isTitle = Numbers.Count == 0 && found.Take(Words.Count).All(f => f.IsInTitle);
        isUnknown = found.Take(Words.Count).Any(f => f.IsNowhere);
        found.AddRange(Numbers.Select(number =>
            FoundWord.Of(article, s => s.Facts.Any(f => f.Value == number) ? 1 : 0, _ => 0, OfNumber)));
        return [.. found.Where(f => f.Weight > 0)];
    }
}

/// <summary>Where a word of the question stands in an article, 0 to 1 for each place.</summary>
/// <param name="Weight">The more the fewer passages have it; 0 where it tells nothing.</param>
internal sealed record FoundWord(double Weight, double[] InSentence, double[] InPassage, double[] InLabel)
{
    /// <summary>Whether it only says which article it is.</summary>
    public bool IsInTitle { get; init; }

    public bool IsNowhere => InPassage.All(share => share == 0);

    public static FoundWord Of(
        ReadArticle article, Func<ReadSentence, double> inSentence, Func<IReadOnlyList<string>, double> inLabel, double share)
    {
        double[] found = [.. article.Sentences.Select(inSentence)];
        var inPassage = new double[article.Passages.Count];
        for (var s = 0; s < found.Length; s++)
            inPassage[article.Sentences[s].Passage] = Math.Max(inPassage[article.Sentences[s].Passage], found[s]);
        var count = inPassage.Sum();
        var weight = count == 0 ? 0 : share * Math.Log((inPassage.Length + 1) / (count + 0.5));
        return new FoundWord(weight, found, inPassage, [.. article.Labels.Select(inLabel)]);
    }
}
