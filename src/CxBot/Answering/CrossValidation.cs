using CxBot.Knowledge;
using CxBot.Knowledge.Ranking;
using CxBot.Knowledge.Text;

namespace CxBot.Answering;

/// <summary>
/// Tries the knowledge on itself: in each fold a fifth of the subjects and a fifth of the ways to ask are held out, a ranker is made of the rest,
/// and what was held out is asked. Questions of held-out subjects are the unanswerable ones.
/// </summary>
internal static class CrossValidation
{
    private const int Folds = 5;
    private const int MostAsked = 6_000;
    private const int Choices = 4;

    // About one message in six is a word and no more.
    private const double FragmentWeight = 0.2;

    // A larger folder gives enough samples in fewer folds, and each costs as much as the index itself.
    private const int LargeFolder = 20_000;

    public static IReadOnlyList<ConfidenceSample> Run(KnowledgeIndex index, int cores, CancellationToken ct)
    {
        var folds = Math.Min(Folds, index.SubjectCount);
        if (folds < 2)
            return [];
        var subjectFold = Deal(index.SubjectCount, folds, seed: 1);
        var variantFold = new int[index.Variants.Count];
        var alone = new bool[index.SubjectCount];
        foreach (var group in Enumerable.Range(0, index.Variants.Count).GroupBy(i => index.Variants[i].Subject))
        {
            var places = group.ToArray();
            alone[group.Key] = places.Length == 1;
            var dealt = Deal(places.Length, folds, seed: group.Key + 2);
            for (var i = 0; i < places.Length; i++)
                variantFold[places[i]] = (dealt[i] + group.Key) % folds;
        }

        var run = index.Variants.Count > LargeFolder ? 1 : folds;
        var samples = new List<ConfidenceSample>[run];
        Parallel.For(0, run, new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = ct }, fold =>
        {
            // Someone who asks the only way that is known teaches nothing about other ways: such a subject stays in training.
            var held = Enumerable.Range(0, index.Variants.Count).ToLookup(i =>
                subjectFold[index.Variants[i].Subject] == fold || (variantFold[i] == fold && !alone[index.Variants[i].Subject]));
            samples[fold] = Ask(index, [.. held[false]], [.. held[true]], MostAsked / run, fold, ct);
        });
        return [.. samples.SelectMany(s => s)];
    }

    private static List<ConfidenceSample> Ask(KnowledgeIndex index, int[] trained, int[] held, int most, int seed, CancellationToken ct)
    {
        var place = trained.Select(i => index.Variants[i].Subject).Distinct().Select((s, at) => (s, at)).ToDictionary(p => p.s, p => p.at);
        var samples = new List<ConfidenceSample>();
        if (place.Count == 0)
            return samples;
        var ranker = new Ranker([.. trained.Select(i => index.Variants[i] with { Subject = place[index.Variants[i].Subject] })], place.Count, index.Foreign, ct);
        Shuffle.Again(held, seed);
        foreach (var i in held.Take(most))
        {
            ct.ThrowIfCancellationRequested();
            var variant = index.Variants[i];
            Try(variant.Words, variant.Vector, variant.Subject, 1);

            if (variant.Fragment is { } fragment)
                Try(fragment, variant.FragmentVector, variant.Subject, FragmentWeight);
        }

        return samples;

        void Try(IReadOnlyList<Word> words, float[]? vector, int expected, double weight)
        {
            var ranking = ranker.Rank(ranker.Read(words), vector, Choices);
            var found = place.TryGetValue(expected, out var subject);
            samples.Add(new ConfidenceSample(
                ranking.Signals.ToArray(),
                found,
                found && ranking.Subjects.Count > 0 && ranking.Subjects[0].Subject == subject,
                found && ranking.Subjects.Any(s => s.Subject == subject),
                weight,
                IsFragment: weight < 1));
        }
    }

    private static int[] Deal(int count, int folds, int seed)
    {
        var order = Shuffle.Order(count);
        Shuffle.Again(order, seed);
        var fold = new int[count];
        for (var i = 0; i < count; i++)
            fold[order[i]] = i % folds;
        return fold;
    }
}
