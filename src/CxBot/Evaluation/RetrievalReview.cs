using System.Globalization;
using CxBot.Evaluation.Questions;
using CxBot.Knowledge.Ranking;
using CxBot.Knowledge;

namespace CxBot.Evaluation;

/// <summary>
/// Asks a knowledge its own ways to ask, each by a ranker that has not seen it, and says which lead elsewhere and which articles compete.
/// </summary>
public static class RetrievalReview
{
    private const int MinToCompete = 3;

    // In a large folder the advice on its first ways is work enough for a day.
    private const int MaxAsked = 10_000;

    public static IReadOnlyList<KnowledgeAdvice> Advise(KnowledgeIndex index, int cores, CancellationToken cancellationToken)
    {
        var astray = new List<(WayToAsk Way, WayToAsk Found)>();
        var asked = Math.Min(index.WaysToAsk.Count, MaxAsked);
        Parallel.For(
            0,
            index.SubjectCount < 2 ? 0 : HeldOutWays.Folds,
            new ParallelOptions { MaxDegreeOfParallelism = cores, CancellationToken = cancellationToken },
            fold =>
            {
                var held = HeldOutWays.Of(index, fold, asked, cancellationToken);
                foreach (var way in held.Ways)
                    if (held.Rank(way, 1, RankMix.Default).Subjects is [var best] && best.Subject != way.Subject)
                        lock (astray)
                            astray.Add((way, best.Nearest));
            });

        string File(WayToAsk way) => index.Articles[way.Article].File;
        var advice = astray.Select(a => new KnowledgeAdvice(File(a.Way), AdviceKind.Astray, a.Way.Text, File(a.Found), a.Found.Text));
        var compete = astray
            .GroupBy(a => (First: Math.Min(a.Way.Subject, a.Found.Subject), Second: Math.Max(a.Way.Subject, a.Found.Subject)))
            .Where(g => g.Count() >= MinToCompete)
            .Select(g => new KnowledgeAdvice(
                File(g.First().Way),
                AdviceKind.Competes,
                File(g.First().Found),
                g.Count().ToString(CultureInfo.InvariantCulture)));
        return [.. compete.Concat(advice).OrderBy(p => p.File, StringComparer.Ordinal)];
    }
}
