using System.Linq.Expressions;
using CxBot.Reports.Facts;
using CxBot.Surveys;

namespace CxBot.Reports.Figures;

/// <summary>One figure of the reports: what it counts, of what. What it says in words stands under its name in the words of the
/// desk.</summary>
/// <param name="Id">Its name, in an address too.</param>
public abstract record Figure(string Id)
{
    /// <summary>What its times are counted in; null where it is of none.</summary>
    public virtual TimeSpan? Unit => null;

    /// <summary>Whether it is of values that facts have, and does not count facts alone.</summary>
    public virtual bool HasValues => false;

    /// <summary>Whether it comes to something else by each clock.</summary>
    public virtual bool HasClock => false;

    /// <summary>Whether each of its values counts by itself, and none stands for others near it.</summary>
    public virtual bool IsExact => false;

    /// <summary>Whether it says which share of something it counts.</summary>
    public virtual bool IsShare => false;
}

/// <summary>So many facts of a kind, or their share among others.</summary>
public abstract record FactCount<T>(string Id) : Figure(Id) where T : CountedFact
{
    /// <summary>Which.</summary>
    /// <param name="now">Seconds since 1970: what has not ended may fall due with time.</param>
    public abstract Expression<Func<T, bool>> Counted(ReportClock clock, long now);

    /// <summary>Among which; null where it is no share.</summary>
    public abstract Expression<Func<T, bool>>? Among(ReportClock clock, long now);
}

/// <summary>How some facts lie over whole numbers.</summary>
/// <param name="Value">The number; null where a fact has none.</param>
public abstract record FactSpread<T>(string Id, Func<ReportClock, Expression<Func<T, int?>>> Value) : Figure(Id)
    where T : CountedFact
{
    public override bool HasValues => true;
}

/// <summary>How long something took, over the facts in which it happened: their number, mean, median and nine tenths.</summary>
public abstract record FactTime<T>(string Id, Func<ReportClock, Expression<Func<T, int?>>> Value) : FactSpread<T>(Id, Value)
    where T : CountedFact
{
    public override TimeSpan? Unit => TimeSpan.FromSeconds(1);
}

/// <summary>So many cases; with <paramref name="Of"/>, their share among others.</summary>
/// <param name="Counts">Which.</param>
/// <param name="Of">Among which; null where it is no share.</param>
public sealed record CaseCount(string Id, Expression<Func<CaseFact, bool>> Counts, Expression<Func<CaseFact, bool>>? Of = null)
    : FactCount<CaseFact>(Id)
{
    public override bool IsShare => Of is not null;

    public override Expression<Func<CaseFact, bool>> Counted(ReportClock clock, long now) => Counts;

    public override Expression<Func<CaseFact, bool>>? Among(ReportClock clock, long now) => Of;
}

/// <summary>So many handovers; with <paramref name="Of"/>, their share among others.</summary>
/// <param name="Counts">Which, by a clock and as of a moment (seconds since 1970).</param>
/// <param name="Of">Among which; null where it is no share.</param>
public sealed record HandoverCount(
    string Id,
    Func<ReportClock, long, Expression<Func<HandoverFact, bool>>> Counts,
    Func<ReportClock, long, Expression<Func<HandoverFact, bool>>>? Of = null) : FactCount<HandoverFact>(Id)
{
    public override bool HasClock => true;

    public override bool IsShare => Of is not null;

    public override Expression<Func<HandoverFact, bool>> Counted(ReportClock clock, long now) => Counts(clock, now);

    public override Expression<Func<HandoverFact, bool>>? Among(ReportClock clock, long now) => Of?.Invoke(clock, now);
}

/// <summary>So many surveys; with <paramref name="Of"/>, their share among others, with the interval that it lies in.</summary>
/// <param name="Counts">Which.</param>
/// <param name="Of">Among which; null where it is no share.</param>
public sealed record SurveyCount(string Id, Expression<Func<SurveyFact, bool>> Counts, Expression<Func<SurveyFact, bool>>? Of = null)
    : FactCount<SurveyFact>(Id)
{
    public override bool IsShare => Of is not null;

    public override Expression<Func<SurveyFact, bool>> Counted(ReportClock clock, long now) => Counts;

    public override Expression<Func<SurveyFact, bool>>? Among(ReportClock clock, long now) => Of;
}

/// <summary>How long something took in the handovers in which it happened.</summary>
/// <param name="Value">The seconds; null where it did not happen.</param>
public sealed record HandoverTime(string Id, Func<ReportClock, Expression<Func<HandoverFact, int?>>> Value)
    : FactTime<HandoverFact>(Id, Value)
{
    public override bool HasClock => true;
}

/// <summary>How long customers waited for each reply of a person after the first.</summary>
/// <param name="Value">The seconds.</param>
public sealed record NextReplyTime(string Id, Func<ReportClock, Expression<Func<NextReplyFact, int?>>> Value)
    : FactTime<NextReplyFact>(Id, Value)
{
    public override bool HasClock => true;
}

/// <summary>How long the bot took for each answer.</summary>
/// <param name="Value">The milliseconds.</param>
public sealed record BotReplyTime(string Id, Func<ReportClock, Expression<Func<BotReplyFact, int?>>> Value)
    : FactTime<BotReplyFact>(Id, Value)
{
    public override TimeSpan? Unit => TimeSpan.FromMilliseconds(1);
}

/// <summary>How cases lie over some whole numbers.</summary>
public sealed record CaseSpread(string Id, Func<ReportClock, Expression<Func<CaseFact, int?>>> Value) : FactSpread<CaseFact>(Id, Value)
{
    public override bool IsExact => true;
}

/// <summary>What the answers to a question come to: for <see cref="SurveyKind.Nps"/> that score, otherwise their mean; with the interval
/// that it lies in.</summary>
public sealed record SurveyScore(string Id, SurveyKind Kind)
    : FactSpread<SurveyFact>(Id, _ => f => f.Kind == Kind ? f.Score : null)
{
    public override bool IsExact => true;
}
