using CxBot.Knowledge.Ranking;
using CxBot.Knowledge;

namespace CxBot.Evaluation.Questions;

/// <summary>A fifth of a knowledge's ways to ask, and a ranker that has not seen them.</summary>
internal sealed class HeldOutWays
{
    public const int Folds = 5;

    private readonly Ranker _ranker;
    private readonly int[] _subjects;

    private HeldOutWays(Ranker ranker, int[] subjects, IReadOnlyList<WayToAsk> ways) =>
        (_ranker, _subjects, Ways) = (ranker, subjects, ways);

    /// <summary>The ways held out whose subject is known by another one.</summary>
    public IReadOnlyList<WayToAsk> Ways { get; }

    /// <param name="fold">0 to <see cref="Folds"/> - 1.</param>
    /// <param name="asked">Of so many first ways some are held out; the rest is always kept.</param>
    public static HeldOutWays Of(KnowledgeIndex index, int fold, int asked, CancellationToken cancellationToken)
    {
        var kept = Enumerable.Range(0, index.WaysToAsk.Count).ToLookup(i => i % Folds != fold || i >= asked);
        int[] subjects = [.. kept[true].Select(i => index.WaysToAsk[i].Subject).Distinct()];
        var place = subjects.Select((s, at) => (s, at)).ToDictionary(p => p.s, p => p.at);
        var ranker = index.RankerOf(kept[true], place, null, cancellationToken);
        return new HeldOutWays(ranker, subjects, [.. kept[false].Select(i => index.WaysToAsk[i]).Where(v => place.ContainsKey(v.Subject))]);
    }

    /// <summary>What is found for one of them, by the index's own subjects.</summary>
    public SubjectRanking Rank(WayToAsk way, int most, RankMix mix)
    {
        var ranking = _ranker.Rank(_ranker.Read(way.Words), way.Vector, most, mix);
        return ranking with
        {
            Subjects =
            [
                .. ranking.Subjects.Select(s =>
                    s with
                    {
                        Subject = _subjects[s.Subject],
                        Nearest = s.Nearest with { Subject = _subjects[s.Subject] },
                    }),
            ],
        };
    }
}
