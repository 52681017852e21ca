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

    /// <summary>Handovers that customers' words led to.</summary>
    public static readonly HandoverCount Asked = new("handovers", (_, _) => f => f.IsAsked);

    public static readonly HandoverTime FirstReply = new("first-reply", clock =>
        clock == ReportClock.Open ? f => f.ReplyOpen : f => f.ReplyElapsed);

    public static readonly HandoverTime Taken = new("taken", clock =>
        clock == ReportClock.Open ? f => f.TakenOpen : f => f.TakenElapsed);

    public static readonly HandoverTime Ended = new("handover-ended", clock =>
        clock == ReportClock.Open ? f => f.EndOpen : f => f.EndElapsed);

    /// <summary>Answered in time, of all that fell due: those that nobody answered, and those who gave up after it, included.</summary>
    public static readonly HandoverCount InTime = new(
        "in-time",
        (clock, _) => clock == ReportClock.Open
            ? f => f.IsAsked && f.ReplyElapsed != null && f.DueOpen != null && f.RequestedAt + f.ReplyElapsed <= f.DueOpen
            : f => f.IsAsked && f.ReplyElapsed != null && f.RequestedAt + f.ReplyElapsed <= f.DueElapsed,
        (clock, now) => clock == ReportClock.Open
            ? f => f.IsAsked && (f.ReplyElapsed != null || (f.DueOpen != null && f.DueOpen <= (f.EndedAt ?? now)))
            : f => f.IsAsked && (f.ReplyElapsed != null || f.DueElapsed <= (f.EndedAt ?? now)));

    /// <summary>Ended before any person said a word.</summary>
    public static readonly HandoverCount GivenUp = new(
        "given-up", (_, _) => f => f.IsAsked && f.ReplyElapsed == null && f.EndedAt != null, (_, _) => f => f.IsAsked);

    /// <summary>Nobody has said a word yet.</summary>
    public static readonly HandoverCount Unreplied = new(
        "unreplied", (_, _) => f => f.IsAsked && f.ReplyElapsed == null && f.EndedAt == null);

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

    public static IReadOnlyList<Figure> All { get; } =
    [
        Cases, Contained, LeftWithoutHelp, .. Outcomes, Asked, FirstReply, Taken, InTime, Unreplied, GivenUp, Ended, Satisfied,
        AnsweredSurveys, .. VoiceFigures.All,
    ];

    /// <summary>The figure of this name; null where there is none.</summary>
    public static Figure? Find(string? id) => All.FirstOrDefault(figure => figure.Id == id);

    private static CaseCount Outcome(string id, CaseOutcome outcome) =>
        new(id, f => f.Outcome == outcome, f => f.Outcome != CaseOutcome.NoQuestion);
}
