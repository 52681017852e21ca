using CxBot.Conversations;
using CxBot.Words;

namespace CxBot.Surveys;

/// <summary>The words in which a question is put. Pure.</summary>
public static class SurveyWords
{
    /// <summary>The question.</summary>
    public static string Ask(SurveyQuestion question) => CustomerWords.Say($"Survey_{question.Kind}", question.Language);

    /// <summary>The question as it stands in a message: where nothing can be pressed, with how to answer it.</summary>
    public static string Written(SurveyQuestion question) => question.Kind != SurveyKind.Nps ? Ask(question)
        : $"{Ask(question)} {CustomerWords.Say("SurveyTyped", question.Language, Low(question), High(question))}";

    /// <summary>A score as it is offered: what it means, beside the number where that is the answer.</summary>
    public static string Label(SurveyQuestion question, int score) => question.Kind switch
    {
        SurveyKind.Csat => $"{new string('★', score)} {CustomerWords.Say($"Rate_{score}", question.Language)}",
        SurveyKind.Ces => $"{score} – {CustomerWords.Say($"Ces_{score}", question.Language)}",
        _ => score.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static object Low(SurveyQuestion question) => SurveyScale.Of(question.Kind).Low;

    private static object High(SurveyQuestion question) => SurveyScale.Of(question.Kind).High;
}
