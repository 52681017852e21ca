using CxBot.Knowledge.Ranking;
using CxBot.Knowledge;
using CxBot.Language.Text;

namespace CxBot.Answering.Calibration;

/// <summary>
/// Tries the knowledge on itself: in each fold a fifth of the subjects and a fifth of the ways to ask are held out, a ranker is made of the
/// rest, and what was held out is asked, as it was written, misspelt, and by one of its words. Questions of held-out subjects are the
/// unanswerable ones.
/// </summary>
internal static class CrossValidation
{
    private const int Folds = 5;
    private const int MaxAsked = 6_000;
    private const int Choices = 4;

    // About one message in six is a word and no more.
    private const double FragmentWeight = 0.2;

    // Customers misspell what authors do not.
    private const double MisspeltWeight = 0.5;

    // Of the ways to ask that one fold holds out: a fifth by their subject, and a fifth of the rest.
    private const double HeldOutShare = 0.36;

    public static CrossValidated Run(KnowledgeIndex index, int cores, CancellationToken cancellationToken)
    {
        var folds = Math.Min(Folds, index.SubjectCount);
        if (folds < 2)
            return new CrossValidated([], RankMix.Default, 0);
        var subjectFold = Deal(index.SubjectCount, folds, seed: 1);
        var wayFold = new int[index.WaysToAsk.Count];
        var alone = new bool[index.SubjectCount];
        foreach (var group in Enumerable.Range(0, index.WaysToAsk.Count).GroupBy(i => index.WaysToAsk[i].Subject))
        {
            var places = group.ToArray();
            alone[group.Key] = places.Length == 1;
            var dealt = Deal(places.Length, folds, seed: group.Key + 2);
            for (var i = 0; i < places.Length; i++)
                wayFold[places[i]] = (dealt[i] + group.Key) % folds;
        }

        // A larger folder gives enough samples in fewer folds, and each costs as much as the index itself.
        var run = Math.Clamp((int)Math.Ceiling(MaxAsked / (HeldOutShare * index.WaysToAsk.Count)), 1, folds);
        var held = new HeldOut[run];
        Parallel.For(0, run, new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellationToken }, fold =>
        {
            // Someone who asks the only way that is known teaches nothing about other ways: such a subject stays in training.
            var parts = Enumerable.Range(0, index.WaysToAsk.Count).ToLookup(i =>
                subjectFold[index.WaysToAsk[i].Subject] == fold || (wayFold[i] == fold && !alone[index.WaysToAsk[i].Subject]));
            int[] asked = [.. parts[true]];
            Shuffle.Again(asked, fold);
            held[fold] = HeldOut.Of(index, [.. parts[false]], [.. asked.Take(MaxAsked / run)], cancellationToken);
        });

        var mix = index.HasEncoder ? RankMix.Choose(held.SelectMany(h => h.Answerable())) : RankMix.Default;
        var samples = new List<ConfidenceSample>[run];
        Parallel.For(0, run, new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellationToken }, fold =>
            samples[fold] = held[fold].Ask(mix, cancellationToken));
        return new CrossValidated([.. samples.SelectMany(s => s)], mix, (double)index.WaysToAsk.Count / index.SubjectCount);
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

    /// <summary>One fold: a ranker of what was kept, and the ways to ask that were not.</summary>
    private sealed class HeldOut(
        KnowledgeIndex index, Ranker? ranker, IReadOnlyDictionary<int, int> place, IReadOnlyList<WayToAsk> asked)
    {
        public static HeldOut Of(KnowledgeIndex index, int[] kept, int[] asked, CancellationToken cancellationToken)
        {
            var place = kept.Select(i => index.WaysToAsk[i].Subject)
                .Distinct()
                .Select((s, at) => (s, at))
                .ToDictionary(p => p.s, p => p.at);
            // Trained like the index's own, to be like it.
            var ranker = place.Count == 0 ? null : index.RankerOf(kept, place, index.Ranker.Epochs, cancellationToken);
            return new HeldOut(index, ranker, place, [.. asked.Select(i => index.WaysToAsk[i])]);
        }

        /// <summary>What words and encoder each think of the questions whose subject was kept.</summary>
        public IEnumerable<Opinions> Answerable() =>
            ranker is null
                ? []
                : asked
                    .Where(v => place.ContainsKey(v.Subject))
                    .Select(v => new Opinions(ranker.Score(ranker.Read(v.Words), v.Vector), place[v.Subject]));

        public List<ConfidenceSample> Ask(RankMix mix, CancellationToken cancellationToken)
        {
            var samples = new List<ConfidenceSample>();
            if (ranker is null)
                return samples;
            foreach (var way in asked)
            {
                cancellationToken.ThrowIfCancellationRequested();
                samples.Add(Sample(way.Words, way.Vector, way.Subject, mix, 1));
                // The encoder reads what the repair makes of it, which is nearly always the words as they were.
                samples.Add(Sample(Typos.In(way.Words), way.Vector, way.Subject, mix, MisspeltWeight));
                if (way.Fragment is { } fragment)
                    samples.Add(Sample(fragment, way.FragmentVector, way.Subject, mix, FragmentWeight) with { IsFragment = true });
            }

            return samples;
        }

        private ConfidenceSample Sample(IReadOnlyList<Word> words, float[]? vector, int expected, RankMix mix, double weight)
        {
            var ranking = ranker!.Rank(ranker.Read(words), vector, Choices, mix);
            var found = place.TryGetValue(expected, out var subject);
            return new ConfidenceSample(
                Signals.ValuesOf(ranking.Signals),
                found,
                found && ranking.Subjects.Count > 0 && ranking.Subjects[0].Subject == subject,
                found && ranking.Subjects.Any(s => s.Subject == subject),
                weight)
            {
                IsForPeople = ranking.Subjects is [var best, ..] && index.Articles[best.Nearest.Article].Handover is ArticleHandover.Always,
            };
        }
    }
}

/// <summary>What a cross-validation found.</summary>
/// <param name="Samples">Each question that was asked, and how it turned out.</param>
/// <param name="Mix">How far to trust the encoder beside the words in this knowledge.</param>
/// <param name="WaysEach">How many ways to ask a subject has, on average.</param>
internal sealed record CrossValidated(IReadOnlyList<ConfidenceSample> Samples, RankMix Mix, double WaysEach);
