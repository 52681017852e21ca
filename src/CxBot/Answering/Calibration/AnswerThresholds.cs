namespace CxBot.Answering.Calibration;

/// <summary>From which confidence the bot answers and asks back, and what that comes to.</summary>
/// <param name="Answer">Probability that the best article is right, from which it is said; 0 to 1.</param>
/// <param name="Clarify">Probability that the right article is among the choices, from which the bot asks which is meant instead of handing
/// over; 0 to 1.</param>
/// <param name="Expected">What share of questions has which outcome; null before anything could be counted.</param>
public sealed record AnswerThresholds(double Answer, double Clarify, ExpectedShares? Expected)
{
    /// <summary>Until the confidence is fitted, and where a folder is too small to fit it.</summary>
    public static readonly AnswerThresholds Default = new(0.7, 0.45, null);

    // However easy the knowledge found itself: no single answer may be much less sure than the target, and no choice offered that is hardly
    // there.
    private const double AnswerAllowance = 0.1;

    // Among a handful of articles every question looks like one of them, and much that customers ask has no article yet; to words alone
    // even more.
    private const double SmallAllowance = 0.04;
    private const double SmallAllowanceByWords = 0;
    private const int SmallFolder = 150;
    private const double MinClarify = 0.45;

    // A question back costs the customer less than a wrong answer.
    private const double ClarifyAllowance = 0.3;

    // Among few samples the share that was right jumps, so what the confidence itself expects counts as well.
    private const double ObservedPart = 0.4;

    /// <summary>
    /// The lowest thresholds at which the cross-validation meets the target: what was answered was right, what was asked back had the right
    /// one among the choices.
    /// </summary>
    /// <param name="judged">Each sample's confidence, how it turned out, and its weight; weights sum to the stated shares.</param>
    /// <param name="waysEach">How many ways to ask a subject has, on average.</param>
    internal static AnswerThresholds Of(IReadOnlyList<JudgedSample> judged, double targetAccuracy, double waysEach, bool hasEncoder)
    {
        var allowance =
            judged.Count >= SmallFolder ? AnswerAllowance
            : hasEncoder ? SmallAllowance
            : SmallAllowanceByWords;
        var answer = Math.Clamp(
            Lowest(judged, j => j.Confidence, j => j.Right, targetAccuracy),
            targetAccuracy - allowance,
            targetAccuracy);
        var rest = judged.Where(j => j.Confidence < answer).ToArray();
        var clarify = Math.Clamp(Lowest(rest, j => j.Among, j => j.IsAmong, targetAccuracy - ClarifyAllowance), MinClarify, answer);
        return new AnswerThresholds(answer, clarify, ExpectedShares.Of(judged, answer, clarify, waysEach));
    }

    private static double Lowest(
        IReadOnlyList<JudgedSample> judged,
        Func<JudgedSample, double> confidence,
        Func<JudgedSample, bool> holds,
        double target)
    {
        double all = 0, right = 0, lowest = 1;
        foreach (var sample in judged.OrderByDescending(confidence))
        {
            all += sample.Weight;
            right += sample.Weight * ((ObservedPart * (holds(sample) ? 1 : 0)) + ((1 - ObservedPart) * confidence(sample)));
            if (right >= target * all)
                lowest = confidence(sample);
        }

        return lowest;
    }
}

/// <summary>
/// Of all questions, by the stated share of unanswerable ones, what share is answered, asked back and handed over; they sum to 1.
/// </summary>
public sealed record ExpectedShares(double Answer, double Clarify, double HandOver)
{
    // A question of the cross-validation cannot find the way to ask that it is, nor the other ways that were held out with it; customers'
    // can. So they are surer: by so many logits, divided by the ways each subject has. Read off folders cut out of training files.
    private const double HeldOutCost = 4;

    /// <summary>Of how many questions of customers it was counted; 0 where it is what the articles themselves let expect.</summary>
    public int Questions { get; init; }

    internal static ExpectedShares Of(IReadOnlyList<JudgedSample> judged, double answer, double clarify, double waysEach)
    {
        var surer = HeldOutCost / Math.Max(1, waysEach);
        double Surer(double confidence) => confidence / (confidence + ((1 - confidence) * Math.Exp(-surer)));
        double all = 0, answered = 0, asked = 0;
        foreach (var sample in judged)
        {
            all += sample.Weight;
            if (Surer(sample.Confidence) >= answer)
                answered += sample.IsForPeople ? 0 : sample.Weight;
            else if (Surer(sample.Among) >= clarify)
                asked += sample.Weight;
        }

        return new ExpectedShares(answered / all, asked / all, (all - answered - asked) / all);
    }

    public override string ToString() =>
        FormattableString.Invariant($"answers {100 * Answer:0} %, asks back {100 * Clarify:0} %, hands over {100 * HandOver:0} %");
}

/// <summary>One question of the cross-validation with the confidence it was given.</summary>
internal readonly record struct JudgedSample(double Confidence, double Among, bool Right, bool IsAmong, double Weight)
{
    /// <summary>Whether the best article always goes to a person.</summary>
    public bool IsForPeople { get; init; }
}
