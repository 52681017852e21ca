using System.Linq.Expressions;
using CxBot.Reports.Facts;

namespace CxBot.Reports.Figures;

/// <summary>One figure of the reports: what it counts, of what. What it says in words stands under its name in the words of the
/// desk.</summary>
/// <param name="Id">Its name, in an address too.</param>
public abstract record Figure(string Id);

/// <summary>So many cases; with <paramref name="Of"/>, their share among others.</summary>
/// <param name="Counts">Which.</param>
/// <param name="Of">Among which; null where it is no share.</param>
public sealed record CaseCount(string Id, Expression<Func<CaseFact, bool>> Counts, Expression<Func<CaseFact, bool>>? Of = null)
    : Figure(Id);

/// <summary>So many handovers; with <paramref name="Of"/>, their share among others.</summary>
/// <param name="Counts">Which, by a clock and as of a moment (seconds since 1970).</param>
/// <param name="Of">Among which; null where it is no share.</param>
public sealed record HandoverCount(
    string Id,
    Func<ReportClock, long, Expression<Func<HandoverFact, bool>>> Counts,
    Func<ReportClock, long, Expression<Func<HandoverFact, bool>>>? Of = null) : Figure(Id);

/// <summary>So many surveys; with <paramref name="Of"/>, their share among others, with the interval that it lies in.</summary>
/// <param name="Counts">Which.</param>
/// <param name="Of">Among which; null where it is no share.</param>
public sealed record SurveyCount(string Id, Expression<Func<SurveyFact, bool>> Counts, Expression<Func<SurveyFact, bool>>? Of = null)
    : Figure(Id);

/// <summary>What the answers to a question come to: for <see cref="SurveyKind.Nps"/> that score, otherwise their mean; with the interval
/// that it lies in.</summary>
public sealed record SurveyScore(string Id, SurveyKind Kind) : Figure(Id);

/// <summary>How long something took, over the handovers in which it happened: their number, mean, median and nine tenths.</summary>
/// <param name="Value">The seconds; null where it did not happen.</param>
public sealed record HandoverTime(string Id, Func<ReportClock, Expression<Func<HandoverFact, int?>>> Value) : Figure(Id);
