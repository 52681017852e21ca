using CxBot.Conversations.Cases;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Reports;

/// <summary>All facts of a database in memory, counted one by one.</summary>
internal sealed class StoredFacts
{
    private readonly List<CountedFact> _all = [];
    private Dictionary<int, string> _names = [];

    public static async Task<StoredFacts> ReadAsync(IDbContextFactory<CxBotDbContext> contexts, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var facts = new StoredFacts { _names = await db.FactNames.ToDictionaryAsync(n => n.Id, n => n.Name, cancellationToken) };
        facts._all.AddRange(await db.CaseFacts.Where(f => f.Outcome != CaseOutcome.Joined).ToListAsync(cancellationToken));
        facts._all.AddRange(await db.HandoverFacts.ToListAsync(cancellationToken));
        facts._all.AddRange(await db.NextReplyFacts.ToListAsync(cancellationToken));
        facts._all.AddRange(await db.BotReplyFacts.ToListAsync(cancellationToken));
        facts._all.AddRange(await db.SurveyFacts.ToListAsync(cancellationToken));
        return facts;
    }

    public IEnumerable<CaseFact> Cases(ReportFilter filter) => Of<CaseFact>(filter);

    /// <summary>How many, among how many, and how long each took.</summary>
    public (int Count, int? Among, List<int> Times) Of(Figure figure, ReportFilter filter, long now) => figure switch
    {
        FactCount<CaseFact> count => Count(count, filter, now),
        FactCount<HandoverFact> count => Count(count, filter, now),
        FactCount<SurveyFact> count => Count(count, filter, now),
        FactSpread<SurveyFact> score => Times(score, filter),
        FactSpread<HandoverFact> took => Times(took, filter),
        FactSpread<NextReplyFact> took => Times(took, filter),
        FactSpread<BotReplyFact> took => Times(took, filter),
        _ => throw new InvalidOperationException(figure.Id),
    };

    private (int, int?, List<int>) Count<T>(FactCount<T> count, ReportFilter filter, long now) where T : CountedFact => (
        Of<T>(filter).Count(count.Counted(filter.Clock, now).Compile()),
        count.Among(filter.Clock, now) is { } among ? Of<T>(filter).Count(among.Compile()) : null,
        []);

    private (int, int?, List<int>) Times<T>(FactSpread<T> took, ReportFilter filter) where T : CountedFact
    {
        var times = Of<T>(filter).Select(took.Value(filter.Clock).Compile()).OfType<int>().ToList();
        return (times.Count, null, times);
    }

    private IEnumerable<T> Of<T>(ReportFilter filter) where T : CountedFact => _all.OfType<T>().Where(f =>
        f.Mark == CaseMark.Customer
        && f.Day >= filter.From.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
        && f.Day <= filter.To.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
        && (filter.Channel is null || _names.GetValueOrDefault(f.Channel) == filter.Channel)
        && (filter.Topic is null || _names.GetValueOrDefault(f.Topic) == filter.Topic)
        && (filter.Agent is null || _names.GetValueOrDefault(f.Agent) == filter.Agent));
}
