using CxBot.Knowledge;
using CxBot.Knowledge.Ranking;

namespace CxBot.Evaluation;

/// <summary>Asks a knowledge its own ways to ask, each by a ranker that has not seen it, and says which lead elsewhere and which articles compete.</summary>
public static class RetrievalReview
{
    private const int Folds = 5;
    private const int FewestToCompete = 3;

    // In a large folder the advice on its first ways is work enough for a day.
    private const int MostAsked = 10_000;

    public static IReadOnlyList<KnowledgeProblem> Advise(KnowledgeIndex index, CancellationToken ct)
    {
        var astray = new List<(Variant Way, Variant Found)>();
        var asked = Math.Min(index.Variants.Count, MostAsked);
        Parallel.For(0, index.SubjectCount < 2 ? 0 : Folds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct }, fold =>
        {
            var kept = Enumerable.Range(0, index.Variants.Count).ToLookup(i => i % Folds != fold || i >= asked);
            int[] subjects = [.. kept[true].Select(i => index.Variants[i].Subject).Distinct()];
            var place = subjects.Select((s, at) => (s, at)).ToDictionary(p => p.s, p => p.at);
            var ranker = new Ranker([.. kept[true].Select(i => index.Variants[i] with { Subject = place[index.Variants[i].Subject] })], subjects.Length, index.Foreign, ct);
            foreach (var way in kept[false].Select(i => index.Variants[i]).Where(v => place.ContainsKey(v.Subject)))
                if (ranker.Rank(ranker.Read(way.Words), way.Vector, 1, RankMix.Default).Subjects is [var best] && subjects[best.Subject] != way.Subject)
                    lock (astray)
                        astray.Add((way, best.Nearest with { Subject = subjects[best.Subject] }));
        });

        string File(Variant way) => index.Articles[way.Article].File;
        var advice = astray.Select(a => new KnowledgeProblem(
            File(a.Way), null, $"'{a.Way.Text}' finds {File(a.Found)} (by '{a.Found.Text}'); say what sets it apart, move it there, or add two more ways like it here."));
        var compete = astray
            .GroupBy(a => (First: Math.Min(a.Way.Subject, a.Found.Subject), Second: Math.Max(a.Way.Subject, a.Found.Subject)))
            .Where(g => g.Count() >= FewestToCompete)
            .Select(g => new KnowledgeProblem(
                File(g.First().Way), null, $"competes with {File(g.First().Found)} for {g.Count()} ways to ask; make one article of them, or give each what only it answers."));
        return [.. compete.Concat(advice).OrderBy(p => p.File, StringComparer.Ordinal)];
    }
}
