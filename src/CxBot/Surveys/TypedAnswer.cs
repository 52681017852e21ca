using CxBot.Language.Figures;
using CxBot.Words;

namespace CxBot.Surveys;

/// <summary>What a customer typed where they were asked for a score.</summary>
/// <param name="Score">Null where it is like a score and none of the scale: "8,5", "11".</param>
/// <param name="Comment">Words beside it; null for none.</param>
public sealed record TypedAnswer(int? Score, string? Comment = null)
{
    /// <summary>No scale ends over it: a larger number is about something else, such as an order.</summary>
    private const int LikeScore = 100;

    /// <summary>Whether a text may be an answer to any of the questions, so that it is worth looking whether one was asked.</summary>
    public static bool MayBeOne(string text) => Enum.GetValues<SurveyKind>().Any(kind => Read(kind, text) is not null);

    /// <summary>The answer, where the whole text is one; null for everything else. Pure.</summary>
    public static TypedAnswer? Read(SurveyKind kind, string text)
    {
        if (Chosen(kind, text) is { } chosen)
            return new TypedAnswer(chosen);
        return ScoreReader.Read(text) is { } typed ? Of(SurveyScale.Of(kind), typed) : null;
    }

    /// <summary>The same of a text that answers the question for sure, because it quotes it: words may follow the number.</summary>
    public static TypedAnswer? ReadQuoting(SurveyKind kind, string text) => Read(kind, text)
        ?? (ScoreReader.ReadWithWords(text) is var (typed, words) && Of(SurveyScale.Of(kind), typed) is { } answer
            ? answer with { Comment = words.Length > 0 ? words : null } : null);

    private static TypedAnswer? Of(SurveyScale scale, TypedScore typed)
    {
        if (decimal.Abs(typed.Value) > LikeScore)
            return null;
        var isOne = decimal.IsInteger(typed.Value) && scale.Holds(typed.Value) && (typed.Of is null || typed.Of == scale.High);
        return new TypedAnswer(isOne ? (int)typed.Value : null);
    }

    /// <summary>What is offered as a choice, whole, as clients send it that know no other way. "Baik" alone says good-bye.</summary>
    private static int? Chosen(SurveyKind kind, string text)
    {
        var said = text.Trim();
        foreach (var (language, score) in CustomerWords.Languages.SelectMany(_ => SurveyScale.Of(kind).Scores, (l, score) => (l, score)))
            if (said.Equals(SurveyWords.Label(new(kind, language), score), StringComparison.OrdinalIgnoreCase))
                return score;
        return null;
    }
}
