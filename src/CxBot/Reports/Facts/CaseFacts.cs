using CxBot.Conversations;
using CxBot.Conversations.Cases;
using CxBot.Handover.Hours;

namespace CxBot.Reports.Facts;

/// <summary>A case's facts: a pure function of its log and of the hours that held. Whoever reckons them again, in whatever order and
/// however often, gets the same.</summary>
/// <param name="Language">The language and topic that all of them are counted under.</param>
/// <param name="All">All of them, <see cref="Case"/> too, with the names that stand in them as numbers.</param>
public sealed record CaseFacts(CaseFact Case, string? Language, string? Topic, IReadOnlyList<(CountedFact Fact, CountedNames Names)> All)
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
            At = log.Case.OpenedAt.ToUnixTimeSeconds(),
            EndedAt = log.Case.EndedAt?.ToUnixTimeSeconds(),
            Outcome = CaseOutcomes.Of(log, handovers),
            Mark = log.Mark,
            Answered = log.Turns.Count(t => t.Outcome == TurnOutcome.Answered),
            AskedBack = log.Turns.Count(t => t.Outcome == TurnOutcome.Clarified),
            Missed = log.Turns.Count(t => t.Outcome is TurnOutcome.AskedAgain or TurnOutcome.HeldBack),
            Handovers = handovers.Count,
            IsEstimated = log.Case.IsEstimated,
        };
        var names = new CountedNames(
            log.Case.Channel,
            handovers.Select(h => h.Skill).FirstOrDefault(skill => skill is not null),
            handovers.LastOrDefault()?.LastOwner);
        var all = new List<(CountedFact, CountedNames)> { (fact, names) };
        foreach (var handover in handovers)
        {
            all.Add(HandoverFacts.Of(handover, log, hours, target));
            all.AddRange(HandoverFacts.NextReplies(handover, log, hours).Select(one => ((CountedFact)one.Item1, one.Item2)));
            all.AddRange(HandoverFacts.Handlings(handover, log, hours).Select(one => ((CountedFact)one.Item1, one.Item2)));
        }

        all.AddRange(log.Turns.Select(turn => BotReplyFacts.Of(turn, log, hours)).OfType<BotReplyFact>()
            .Select(one => ((CountedFact)one, names)));
        all.AddRange(log.Surveys.Select(survey => SurveyFacts.Of(survey, log, handovers, hours))
            .Select(one => ((CountedFact)one.Item1, one.Item2)));
        return new CaseFacts(fact, log.Language, TopicOf(log)?.Value, all);
    }

    /// <summary>Those of a kind, in their order.</summary>
    public IEnumerable<T> Of<T>() where T : CountedFact => All.Select(one => one.Fact).OfType<T>();

    /// <summary>What the case is about: the article that was found best for its first question for which one was.</summary>
    public static ArticleId? TopicOf(CaseLog log) => log.Turns.FirstOrDefault(t => t.ArticleId is not null)?.ArticleId;
}

/// <summary>The names that every kind of fact has.</summary>
public sealed record CountedNames(string Channel, string? Skill, string? Agent);
