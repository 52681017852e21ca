namespace CxBot.Reports.Statistics;

/// <summary>
/// Strata of which each has answers enough to stand for its cases. While one has fewer, that with the fewest (of those, the first by
/// group and step) is joined with its nearest, another group being as far as one step; of those with that which has the fewest answers,
/// then with the first.
/// </summary>
internal sealed class JoinedStrata
{
    /// <summary>
    /// Fewer answers do not stand for a stratum's cases, unless there are no more in all. With 4, what must be joined differs so much that
    /// the interval of ten answers holds the truth 87 times of 100 only.
    /// </summary>
    public const int MinAnswers = 2;

    private readonly List<Stratum> _members;

    private JoinedStrata(Stratum first)
    {
        _members = [first];
        (Cases, Answers) = (first.Cases, first.Answers);
    }

    public long Cases { get; private set; }

    public ScoreTally Answers { get; private set; }

    public static IReadOnlyList<JoinedStrata> Of(IEnumerable<Stratum> strata)
    {
        var joined = strata.Where(stratum => stratum.Cases > 0)
            .OrderBy(stratum => stratum.Group, StringComparer.Ordinal).ThenBy(stratum => stratum.Step)
            .Select(stratum => new JoinedStrata(stratum)).ToList();
        while (joined.Count > 1 && joined.MinBy(stratum => stratum.Answers.Count) is { Answers.Count: < MinAnswers } poorest)
        {
            joined.Remove(poorest);
            joined.MinBy(other => (poorest.Distance(other), other.Answers.Count))!.Join(poorest);
        }
        return joined;
    }

    private int Distance(JoinedStrata other) => _members.Min(mine => other._members.Min(
        theirs => Math.Abs(mine.Step - theirs.Step) + (mine.Group == theirs.Group ? 0 : 1)));

    private void Join(JoinedStrata other)
    {
        _members.AddRange(other._members);
        Cases += other.Cases;
        Answers += other.Answers;
    }
}
