using System.Numerics.Tensors;

namespace CxBot.Knowledge.Ranking;

/// <summary>How much the encoder's opinion counts beside the words' when their log-probabilities are added.</summary>
/// <param name="Meaning">1 where both count alike; 0 where words decide alone.</param>
internal readonly record struct RankMix(float Meaning)
{
    public static readonly RankMix Default = new(1);

    private static readonly float[] Tried = [0, 0.1f, 0.25f, 0.5f, 0.75f, 1, 1.5f, 2];

    // So much better, in log-probability a question, must another mix be: among few questions chance prefers one.
    private const double MinGain = 0.005;

    /// <summary>How much the words count beside two opinions that count alike, 0 to 2.</summary>
    public float WordsPart => 2 / (1 + Meaning);

    /// <summary>The same of the encoder.</summary>
    public float MeaningPart => 2 * Meaning / (1 + Meaning);

    /// <summary>
    /// The mix under which questions with a known subject are least of a surprise; words that are templates want little of the encoder,
    /// varied ones more.
    /// </summary>
    public static RankMix Choose(IEnumerable<Opinions> questions)
    {
        var losses = new double[Tried.Length];
        var asked = 0;
        foreach (var (scores, subject) in questions)
        {
            if (scores.Meaning is not { } meaning)
                return Default;
            asked++;
            for (var i = 0; i < Tried.Length; i++)
                losses[i] -= new RankMix(Tried[i]).LogProbability(scores.Words, meaning, subject);
        }

        var best = Array.IndexOf(losses, losses.Min());
        return asked > 0 && losses[Array.IndexOf(Tried, 1f)] - losses[best] > MinGain * asked ? new RankMix(Tried[best]) : Default;
    }

    public float[] Fuse(float[] words, float[]? meaning)
    {
        var fused = (float[])words.Clone();
        if (meaning is not null)
            TensorPrimitives.MultiplyAdd(meaning, Meaning, fused, fused);
        return fused;
    }

    // Brought to the sharpness of two opinions, so that no mix wins by being sharper alone.
    private double LogProbability(float[] words, float[] meaning, int subject)
    {
        var fused = Fuse(words, meaning);
        TensorPrimitives.Multiply(fused, WordsPart, fused);
        return fused[subject] - Ranker.LogSum(fused);
    }
}

/// <summary>Log-probabilities of every subject.</summary>
/// <param name="Words">By words.</param>
/// <param name="Meaning">By the encoder; null without one.</param>
internal readonly record struct SubjectScores(float[] Words, float[]? Meaning)
{
    /// <summary>Where the question is in another language than a subject, words tell nothing of it, and the encoder's opinion counts for
    /// both.</summary>
    /// <param name="foreign">Of each subject; null where none is foreign.</param>
    public SubjectScores Across(IReadOnlyList<bool>? foreign)
    {
        if (foreign is null || Meaning is not { } meaning)
            return this;
        return this with { Words = [.. Words.Select((score, subject) => foreign[subject] ? meaning[subject] : score)] };
    }
}

/// <summary>What words and encoder think of a question whose subject is known.</summary>
internal readonly record struct Opinions(SubjectScores Scores, int Subject);
