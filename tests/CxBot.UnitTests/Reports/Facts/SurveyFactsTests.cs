using CxBot.Conversations;
using CxBot.Reports.Facts;
using static CxBot.Tests.Reports.Facts.LoggedCase;

namespace CxBot.Tests.Reports.Facts;

public sealed class SurveyFactsTests
{
    [Theory]
    [InlineData(false, null, 0, false, null)]
    [InlineData(true, null, 0, true, null)]
    [InlineData(false, 5, 0, true, 5)]
    [InlineData(true, 2, 6.9, true, 2)]
    [InlineData(true, 2, 365, true, null)]
    public void Asked_is_not_delivered_and_an_answer_a_year_late_moves_no_month(
        bool delivered, int? given, double days, bool isDelivered, int? score)
    {
        var (counted, names) = new LoggedCase().IsHandedOver(0).Acts(c => c.Take("sari", At(1)))
            .Acts(c => c.Resolve(HandoverOutcome.Solved, At(3))).IsAsked(3, delivered, given, days)
            .Facts().All.Single(one => one.Fact is SurveyFact);
        var fact = (SurveyFact)counted;
        Assert.Equal((isDelivered, score), (fact.IsDelivered, fact.Score));
        Assert.Equal(("web", "billing", "sari"), (names.Channel, names.Skill, names.Agent));
    }

    [Fact]
    public void The_last_answer_counts_and_when_it_was_first_given()
    {
        var survey = new CxBot.Surveys.Survey
        {
            HandoverId = 1,
            Kind = SurveyKind.Csat,
            ConversationId = new("c"),
            Channel = "web",
            AskedAt = Noon,
        };
        survey.Answer(2, null, At(1));
        survey.Answer(2, "lama", At(2));
        Assert.Null(survey.ChangedAt);
        survey.Answer(5, "lama", At(3));
        Assert.Equal((5, At(1), At(3), At(1)), (survey.Score, survey.AnsweredAt, survey.ChangedAt, survey.DeliveredAt));
    }
}
