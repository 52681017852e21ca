using CxBot.Reports.Statistics;

namespace CxBot.Reports.Voice;

/// <summary>How the scores of a question are counted.</summary>
internal static class ScoreScales
{
    /// <summary>The scale on which the mean is the figure: for CSAT the share of 4 and 5, for NPS the score as a part of 100.</summary>
    public static Scale Of(SurveyKind kind) => kind switch
    {
        SurveyKind.Nps => Scale.Promoter,
        SurveyKind.Ces => Scale.Effort,
        _ => Scale.YesOrNo,
    };

    /// <summary>An answer as a point on it.</summary>
    public static int Point(SurveyKind kind, int score) => kind switch
    {
        SurveyKind.Nps => score >= 9 ? 1 : score >= 7 ? 0 : -1,
        SurveyKind.Ces => score,
        _ => score >= 4 ? 1 : 0,
    };

    /// <summary>So many answers of each score.</summary>
    public static ScoreMean MeanOf(SurveyKind kind, IEnumerable<(int Score, int Count)> answers) => new(
        answers.Aggregate(default(ScoreTally), (sum, next) => sum + ScoreTally.Of(Point(kind, next.Score), next.Count)), Of(kind));
}
