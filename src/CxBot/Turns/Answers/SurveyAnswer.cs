namespace CxBot.Turns.Answers;

/// <summary>What a customer answers to a survey's question.</summary>
/// <param name="Question">The place of the message that asked.</param>
/// <param name="Score">Null for words alone; or where it is like a score and none, see <see cref="IsUnclear"/>.</param>
/// <param name="Comment">Words on it; null for none.</param>
public sealed record SurveyAnswer(long Question, int? Score, string? Comment)
{
    /// <summary>It is like a score, and none of the scale.</summary>
    public bool IsUnclear => Score is null && Comment is null;
}
