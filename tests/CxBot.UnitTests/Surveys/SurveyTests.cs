using CxBot.Surveys;

namespace CxBot.Tests.Surveys;

/// <summary>What becomes of a question.</summary>
public sealed class SurveyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SurveyKind.Csat, 2, 3)]
    [InlineData(SurveyKind.Nps, 6, 7)]
    [InlineData(SurveyKind.Ces, 3, 4)]
    public void A_low_score_is_told_until_it_is_taken_back(SurveyKind kind, int low, int fine)
    {
        var survey = Asked(kind);
        survey.Answer(low, null, Noon);
        survey.Answer(low - 1, null, Noon.AddMinutes(1));
        Assert.Equal(Noon, survey.LowSince);
        survey.Answer(fine, null, Noon.AddMinutes(2));
        Assert.Null(survey.LowSince);
    }

    [Fact]
    public void An_answer_a_year_late_is_kept_and_calls_nobody()
    {
        var survey = Asked(SurveyKind.Nps);
        survey.Answer(0, "lupa", Noon.AddYears(1));
        Assert.Equal((0, "lupa", null), (survey.Score, survey.Comment, survey.LowSince));
    }

    [Fact]
    public void Words_stay_where_only_the_score_is_changed_and_are_cut_to_a_message()
    {
        var survey = Asked(SurveyKind.Csat);
        survey.Answer(4, "<b>cepat</b>", Noon);
        survey.Answer(5, null, Noon.AddMinutes(1));
        Assert.Equal((5, "<b>cepat</b>", Noon.AddMinutes(1)), (survey.Score, survey.Comment, survey.ChangedAt));
        survey.Answer(null, new string('a', 60_000), Noon.AddMinutes(2));
        Assert.Equal((5, Survey.MaxCommentLength), (survey.Score, survey.Comment!.Length));
    }

    private static Survey Asked(SurveyKind kind) => new()
    {
        HandoverId = 1,
        Kind = kind,
        ConversationId = new("c"),
        Channel = "web",
        AskedAt = Noon,
        ExpiresAt = Noon.AddDays(7),
    };
}
