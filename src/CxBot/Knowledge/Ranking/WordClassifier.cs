namespace CxBot.Knowledge.Ranking;

/// <summary>Scores every subject by a question's words.</summary>
internal abstract class WordClassifier
{
    /// <summary>Writes a logit for each subject into <paramref name="logits"/>.</summary>
    public abstract void Score(SparseVector question, Span<float> logits);
}
