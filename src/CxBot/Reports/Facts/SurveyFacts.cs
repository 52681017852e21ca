using CxBot.Handover.Hours;
using CxBot.Surveys;

namespace CxBot.Reports.Facts;

/// <summary>Reckons a survey's fact. Pure.</summary>
internal static class SurveyFacts
{
    public static (SurveyFact, CountedNames) Of(Survey survey, CaseLog log, IReadOnlyList<HandoverSpan> handovers, CalendarHistory hours)
    {
        var fact = new SurveyFact
        {
            SurveyId = survey.Id,
            CaseId = log.Case.Id,
            HandoverId = survey.HandoverId,
            Kind = survey.Kind,
            Mark = log.Mark,
            Day = LocalTime.Of(survey.AskedAt, hours).Day,
            At = survey.AskedAt.ToUnixTimeSeconds(),
            IsDelivered = survey.DeliveredAt is not null,
            Score = survey.AnsweredAt <= survey.CountsUntil ? survey.Score : null,
        };
        var skill = survey.HandoverId is { } id ? handovers.FirstOrDefault(h => h.Begun.HandoverId == id)?.Skill : null;
        return (fact, new CountedNames(survey.Channel, skill, survey.AgentId));
    }
}
