using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover.Hours;

namespace CxBot.Reports.Facts;

/// <summary>A case's facts: a pure function of its log and of the hours that held. Whoever reckons them again, in whatever order and
/// however often, gets the same.</summary>
/// <param name="Names">The names that stand as numbers in <see cref="Case"/>.</param>
public sealed record CaseFacts(CaseFact Case, CaseNames Names, IReadOnlyList<(HandoverFact Fact, CountedNames Names)> Handovers,
    IReadOnlyList<(SurveyFact Fact, CountedNames Names)> Surveys)
{
    /// <param name="target">How long a customer should wait at most for a first word.</param>
    public static CaseFacts Of(CaseLog log, CalendarHistory hours, TimeSpan target)
    {
        var handovers = HandoverSpan.Read(log);
        var (day, hour) = LocalTime.Of(log.Case.OpenedAt, hours);
        var fact = new CaseFact
        {
            CaseId = log.Case.Id,
            Day = day,
            Hour = hour,
            OpenedAt = log.Case.OpenedAt.ToUnixTimeSeconds(),
            EndedAt = log.Case.EndedAt?.ToUnixTimeSeconds(),
            Outcome = CaseOutcomes.Of(log, handovers),
            Mark = log.Mark,
            Answered = log.Turns.Count(t => t.Outcome == TurnOutcome.Answered),
            AskedBack = log.Turns.Count(t => t.Outcome == TurnOutcome.Clarified),
            Missed = log.Turns.Count(t => t.Outcome is TurnOutcome.AskedAgain or TurnOutcome.HeldBack),
            Handovers = handovers.Count,
            IsEstimated = log.Case.IsEstimated,
        };
        var names = new CaseNames(
            new CountedNames(
                log.Case.Channel,
                handovers.Select(h => h.Skill).FirstOrDefault(skill => skill is not null),
                handovers.LastOrDefault()?.LastOwner),
            log.Language,
            TopicOf(log)?.Value);
        return new CaseFacts(
            fact,
            names,
            [.. handovers.Select(h => HandoverFacts.Of(h, log, hours, target))],
            [.. log.Surveys.Select(s => SurveyFacts.Of(s, log, handovers, hours))]);
    }

    /// <summary>What the case is about: the article that was found best for its first question for which one was.</summary>
    public static ArticleId? TopicOf(CaseLog log) => log.Turns.FirstOrDefault(t => t.ArticleId is not null)?.ArticleId;
}

/// <summary>The names of a case's fact.</summary>
public sealed record CaseNames(CountedNames Counted, string? Language, string? Topic);

/// <summary>The names that every kind of fact has.</summary>
public sealed record CountedNames(string Channel, string? Skill, string? Agent);
