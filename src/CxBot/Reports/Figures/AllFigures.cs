using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;

namespace CxBot.Reports.Figures;

/// <summary>Every figure there is, in the order of the pages.</summary>
public static class AllFigures
{
    /// <summary>Cases that began in the period.</summary>
    public static readonly CaseCount Cases = new("cases", f => true);

    /// <summary>Their ends, of which each case has exactly one.</summary>
    public static readonly IReadOnlyList<CaseCount> Outcomes =
    [
        Outcome("open", CaseOutcome.Open),
        Outcome("confirmed", CaseOutcome.Confirmed),
        Outcome("assumed", CaseOutcome.Assumed),
        Outcome("not-followed", CaseOutcome.NotFollowed),
        Outcome("left-without-help", CaseOutcome.LeftWithoutHelp),
        Outcome("came-back", CaseOutcome.CameBack),
        Outcome("solved-durable", CaseOutcome.SolvedDurable),
        Outcome("solved-reopened", CaseOutcome.SolvedReopened),
        Outcome("not-solved", CaseOutcome.NotSolved),
        Outcome("abandoned", CaseOutcome.Abandoned),
        Outcome("no-question", CaseOutcome.NoQuestion),
    ];

    /// <summary>Of what ended and had a question: what the bot ended alone and well, as far as is known. It never stands without those left
    /// without help.</summary>
    public static readonly CaseCount Contained = new(
        "contained",
        f => f.Outcome == CaseOutcome.Confirmed || f.Outcome == CaseOutcome.Assumed || f.Outcome == CaseOutcome.NotFollowed,
        f => f.Outcome != CaseOutcome.Open && f.Outcome != CaseOutcome.NoQuestion);

    public static readonly CaseCount LeftWithoutHelp = new(
        "left-without-help-share",
        f => f.Outcome == CaseOutcome.LeftWithoutHelp,
        f => f.Outcome != CaseOutcome.Open && f.Outcome != CaseOutcome.NoQuestion);

    /// <summary>Of what the bot answered last: the customer was back on the topic.</summary>
    public static readonly CaseCount CameBack = new(
        "came-back-share",
        f => f.Outcome == CaseOutcome.CameBack,
        f => f.Outcome == CaseOutcome.CameBack || f.Outcome == CaseOutcome.Confirmed || f.Outcome == CaseOutcome.Assumed);

    /// <summary>Of cases with a question: what went to people.</summary>
    public static readonly CaseCount WithPeople = new(
        "with-people", f => f.Handovers > 0 && f.Outcome != CaseOutcome.NoQuestion, f => f.Outcome != CaseOutcome.NoQuestion);

    /// <summary>A person said that it is solved, whatever came after.</summary>
    public static readonly CaseCount SolvedCases = new(
        "solved", f => f.Outcome == CaseOutcome.SolvedDurable || f.Outcome == CaseOutcome.SolvedReopened);

    /// <summary>Handovers that customers' words led to.</summary>
    public static readonly HandoverCount Asked = new("handovers", (_, _) => f => f.IsAsked);

    public static readonly HandoverTime FirstReply = new("first-reply", clock =>
        clock == ReportClock.Open ? f => f.IsAsked ? f.ReplyOpen : null : f => f.IsAsked ? f.ReplyElapsed : null);

    /// <summary>Each reply after the first, from the first message that nobody had answered.</summary>
    public static readonly NextReplyTime NextReply = new("next-reply", clock =>
        clock == ReportClock.Open ? f => f.Open : f => f.Elapsed);

    public static readonly HandoverTime Taken = new("taken", clock =>
        clock == ReportClock.Open ? f => f.IsAsked ? f.TakenOpen : null : f => f.IsAsked ? f.TakenElapsed : null);

    public static readonly HandoverTime Ended = new("handover-ended", clock =>
        clock == ReportClock.Open ? f => f.IsAsked ? f.EndOpen : null : f => f.IsAsked ? f.EndElapsed : null);

    /// <summary>Answered in time, of all that fell due: those that nobody answered, and those who gave up after it, included.</summary>
    public static readonly HandoverCount InTime = new(
        "in-time",
        (clock, _) => clock == ReportClock.Open
            ? f => f.IsAsked && f.ReplyElapsed != null && f.DueOpen != null && f.At + f.ReplyElapsed <= f.DueOpen
            : f => f.IsAsked && f.ReplyElapsed != null && f.At + f.ReplyElapsed <= f.DueElapsed,
        (clock, now) => clock == ReportClock.Open
            ? f => f.IsAsked && (f.ReplyElapsed != null || (f.DueOpen != null && f.DueOpen <= (f.EndedAt ?? now)))
            : f => f.IsAsked && (f.ReplyElapsed != null || f.DueElapsed <= (f.EndedAt ?? now)));

    /// <summary>Ended before any person said a word.</summary>
    public static readonly HandoverCount GivenUp = new(
        "given-up", (_, _) => f => f.IsAsked && f.ReplyElapsed == null && f.EndedAt != null, (_, _) => f => f.IsAsked);

    /// <summary>Nobody has said a word yet.</summary>
    public static readonly HandoverCount Unreplied = new(
        "unreplied", (_, _) => f => f.IsAsked && f.ReplyElapsed == null && f.EndedAt == null);

    /// <summary>Waited for a first word at the filter's moment.</summary>
    public static readonly HandoverCount WaitedThen = new(
        "waited-then",
        (_, now) => f => f.IsAsked && f.At <= now
            && (f.ReplyElapsed == null ? f.EndedAt == null || f.EndedAt > now : f.At + f.ReplyElapsed > now));

    /// <summary>4 and 5 of 1 to 5, of those who answered after people had their case.</summary>
    public static readonly SurveyCount Satisfied = new(
        "csat",
        f => f.Kind == SurveyKind.Csat && f.Agent != 0 && f.Score >= 4,
        f => f.Kind == SurveyKind.Csat && f.Agent != 0 && f.Score != null);

    /// <summary>Who answered, of those whom the question reached.</summary>
    public static readonly SurveyCount AnsweredSurveys = new(
        "csat-answered",
        f => f.Kind == SurveyKind.Csat && f.Agent != 0 && f.Score != null,
        f => f.Kind == SurveyKind.Csat && f.Agent != 0 && f.IsDelivered);

    /// <summary>The bot's own time for what it said.</summary>
    public static readonly BotReplyTime BotReply = new("bot-reply", _ => f => f.Thought);

    /// <summary>What it waited before: for the rest of a thought, or for its turn.</summary>
    public static readonly BotReplyTime BotWait = new("bot-wait", _ => f => f.Waited);

    /// <summary>Of what people had and what has ended: solved for good, in one handover.</summary>
    public static readonly CaseCount FirstContact = new(
        "first-contact",
        f => f.Outcome == CaseOutcome.SolvedDurable && f.Handovers == 1,
        f => f.Outcome == CaseOutcome.SolvedDurable || f.Outcome == CaseOutcome.SolvedReopened || f.Outcome == CaseOutcome.NotSolved
            || f.Outcome == CaseOutcome.Abandoned);

    /// <summary>The hour of the week in which cases began: 24 times the day since the Thursday before, and the hour.</summary>
    public static readonly CaseSpread HourOfWeek = new("hour-of-week", _ => f => (f.Day % 7 * 24) + f.Hour);

    public static IReadOnlyList<Figure> All { get; } =
    [
        Cases, Contained, LeftWithoutHelp, CameBack, WithPeople, .. Outcomes, Asked, SolvedCases, FirstContact, FirstReply, InTime,
        NextReply, Taken, Ended, Unreplied, WaitedThen, GivenUp, BotReply, BotWait, Satisfied, AnsweredSurveys,
        .. VoiceFigures.All,
    ];

    /// <summary>What is added up of still days and months.</summary>
    public static IReadOnlyList<Figure> Rolled { get; } = [.. All, HourOfWeek];

    /// <summary>What is said of each topic.</summary>
    public static IReadOnlyList<Figure> OfTopics { get; } =
        [Cases, Contained, LeftWithoutHelp, CameBack, WithPeople, FirstReply, Satisfied];

    /// <summary>What is said of each agent.</summary>
    public static IReadOnlyList<Figure> OfAgents { get; } = [FirstReply, InTime, NextReply, SolvedCases, FirstContact, Satisfied];

    /// <summary>The figure of this name; null where there is none.</summary>
    public static Figure? Find(string? id) => All.FirstOrDefault(figure => figure.Id == id);

    private static CaseCount Outcome(string id, CaseOutcome outcome) =>
        new(id, f => f.Outcome == outcome, f => f.Outcome != CaseOutcome.NoQuestion);
}
