using CxBot.Conversations.Cases;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports;

/// <summary>The facts that a filter leaves: the same for a figure, for the cases behind it, and for what is handed out.</summary>
internal static class FactQuery
{
    private static readonly int UnixDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>The filter's days as the facts count them.</summary>
    public static (int From, int To) Days(ReportFilter filter) => (DayOf(filter.From), DayOf(filter.To));

    public static int DayOf(DateOnly date) => date.DayNumber - UnixDay;

    public static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + UnixDay);

    /// <summary>The facts of a kind.</summary>
    public static async Task<IQueryable<T>> OfAsync<T>(CxBotDbContext db, ReportFilter filter, CancellationToken cancellationToken)
        where T : CountedFact
    {
        var (from, to) = Days(filter);
        IQueryable<T> all = db.Set<T>();
        if (all is IQueryable<CaseFact> cases)
            all = (IQueryable<T>)CasesOf(cases, filter);
        var facts = all.AsNoTracking().Where(f => f.Day >= from && f.Day <= to && f.Mark == CaseMark.Customer);
        if (await IdAsync(db, FactNameKind.Channel, filter.Channel, cancellationToken) is { } channel)
            facts = facts.Where(f => f.Channel == channel);
        if (await IdAsync(db, FactNameKind.Language, filter.Language, cancellationToken) is { } language)
            facts = facts.Where(f => f.Language == language);
        if (await IdAsync(db, FactNameKind.Topic, filter.Topic, cancellationToken) is { } topic)
            facts = facts.Where(f => f.Topic == topic);
        if (await IdAsync(db, FactNameKind.Skill, filter.Skill, cancellationToken) is { } skill)
            facts = facts.Where(f => f.Skill == skill);
        if (await IdAsync(db, FactNameKind.Agent, filter.Agent, cancellationToken) is { } agent)
            facts = facts.Where(f => f.Agent == agent);
        return facts;
    }

    private static IQueryable<CaseFact> CasesOf(IQueryable<CaseFact> all, ReportFilter filter)
    {
        var facts = all.Where(f => f.Outcome != CaseOutcome.Joined);
        if (filter.Hour is { } hour)
            facts = facts.Where(f => f.Hour == hour);
        if (filter.Weekday is { } weekday)
        {
            var rest = ((int)weekday - (int)DayOfWeek.Thursday + 7) % 7;
            facts = facts.Where(f => f.Day % 7 == rest);
        }

        return facts;
    }

    /// <returns>Null where nothing is asked for; a number that nothing has where the name is not known.</returns>
    private static async Task<int?> IdAsync(CxBotDbContext db, FactNameKind kind, string? name, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(name) ? null
            : await db.FactNames.Where(n => n.Kind == kind && n.Name == name).Select(n => (int?)n.Id)
                .SingleOrDefaultAsync(cancellationToken) ?? -1;
}
