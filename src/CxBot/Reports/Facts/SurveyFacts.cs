using CxBot.Handover.Hours;
using CxBot.Surveys;

namespace CxBot.Reports.Facts;

/// <summary>Reckons a survey's fact. Pure.</summary>
internal static class SurveyFacts
{
    /// <summary>What is answered later counts no more: the figures of a month must stand.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(7);

    public static (SurveyFact, CountedNames) Of(Survey survey, CaseLog log, IReadOnlyList<HandoverSpan> handovers, CalendarHistory hours)
    {
        var fact = new SurveyFact
        {
            SurveyId = survey.Id,
            CaseId = log.Case.Id,
            Kind = survey.Kind,
            Mark = log.Mark,
            Day = LocalTime.Of(survey.AskedAt, hours).Day,
            At = survey.AskedAt.ToUnixTimeSeconds(),
            IsDelivered = survey.DeliveredAt is not null,
            Score = survey.AnsweredAt <= survey.AskedAt + AnswerWithin ? survey.Score : null,
        };
        var skill = handovers.FirstOrDefault(h => h.Begun.HandoverId == survey.HandoverId)?.Skill;
        return (fact, new CountedNames(survey.Channel, skill, survey.AgentId));
    }
}
