namespace CxBot.Knowledge.Ranking;

/// <summary>What speaks for or against the best subject of a ranking. The confidence reads it by its table of signals.</summary>
/// <param name="Words">Log-probability of the best subject by words.</param>
/// <param name="Meaning">Log-probability of the best subject by the encoder; 0 without an encoder.</param>
/// <param name="Margin">The fused log-probability's lead over the runner-up.</param>
/// <param name="NearestWords">Cosine by words, 0 to 1, to the nearest way to ask the best subject.</param>
/// <param name="NearestMeaning">Cosine by the encoder, to the nearest way to ask the best subject; 0 without an encoder.</param>
/// <param name="Crowd">Mean cosine, by the encoder where there is one, to the five nearest ways to ask any subject.</param>
/// <param name="Agree">1 where words and encoder name the same subject, else 0.</param>
/// <param name="Known">Share of the question's information in words that the knowledge has, 0 to 1.</param>
/// <param name="Owned">How far the known words are the best subject's own, 0 to 1.</param>
/// <param name="Repaired">Share of the question's words whose spelling was repaired, 0 to 1.</param>
/// <param name="Length">Natural logarithm of one more than the number of words.</param>
public readonly record struct RankSignals(
    double Words,
    double Meaning,
    double Margin,
    double NearestWords,
    double NearestMeaning,
    double Crowd,
    double Agree,
    double Known,
    double Owned,
    double Repaired,
    double Length)
{
    /// <summary>One word that the knowledge has: it names a topic and asks nothing yet.</summary>
    public bool IsTopic => Known >= 1 && Length < Math.Log(3);
}
