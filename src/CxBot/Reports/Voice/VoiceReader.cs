using CxBot.Conversations;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Reports.Voice;

/// <summary>Reads what customers say when they are asked, beside the figures that <see cref="ReportReader"/> reads.</summary>
public sealed class VoiceReader(IDbContextFactory<CxBotDbContext> contexts)
{
    private const int MaxComments = 20;

    /// <summary>Which questions were asked in the period, about people and about the bot.</summary>
    public async Task<IReadOnlyList<AskedQuestion>> AskedAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await (await FactQuery.OfAsync<SurveyFact>(db, filter, cancellationToken)).GroupBy(f => new { f.Kind, IsBot = f.Agent == 0 })
            .Select(g => new AskedQuestion(g.Key.Kind, g.Key.IsBot, g.Count())).ToListAsync(cancellationToken);
    }

    /// <summary>Who answered, and the figure weighted back to all handovers that agents resolved.</summary>
    public async Task<VoiceWeights> WeightsAsync(SurveyKind kind, ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var names = await db.FactNames.AsNoTracking().ToDictionaryAsync(n => n.Id, n => n.Name, cancellationToken);
        var resolved = (await FactQuery.OfAsync<HandoverFact>(db, filter, cancellationToken)).Where(
            f => f.End == HandoverEnd.Solved || f.End == HandoverEnd.FollowUpNeeded || f.End == HandoverEnd.NotReachable);
        // Who was asked twice, because the end was taken back, is counted by the last question.
        var asked = db.SurveyFacts.Where(s => s.Kind == kind && s.HandoverId != null
            && !db.SurveyFacts.Any(later => later.HandoverId == s.HandoverId && later.SurveyId > s.SurveyId));
        var cells = await (
            from h in resolved
            join f in asked on (long?)h.HandoverId equals f.HandoverId into facts
            from f in facts.DefaultIfEmpty()
            group h by new
            {
                h.Channel,
                h.Language,
                h.End,
                Wait = h.ReplyElapsed == null ? 5 : h.ReplyElapsed < 60 ? 0 : h.ReplyElapsed < 300 ? 1 : h.ReplyElapsed < 900 ? 2
                    : h.ReplyElapsed < 3600 ? 3 : h.ReplyElapsed < 14400 ? 4 : 5,
                IsDelivered = (bool?)f.IsDelivered,
                f.Score,
            } into g
            select new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return VoiceWeights.Of(kind, [.. cells.Select(cell => new VoiceCell(
            names.GetValueOrDefault(cell.Key.Channel), names.GetValueOrDefault(cell.Key.Language), cell.Key.End, cell.Key.Wait,
            cell.Key.IsDelivered, cell.Key.Score, cell.Count))]);
    }

    /// <summary>The latest words of customers, newest first.</summary>
    public async Task<IReadOnlyList<CustomerComment>> CommentsAsync(ReportFilter filter, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await (
            from f in await FactQuery.OfAsync<SurveyFact>(db, filter, cancellationToken)
            join s in db.Surveys on f.SurveyId equals s.Id
            where s.Comment != null
            orderby s.Id descending
            select new CustomerComment(s.Kind, s.Score, s.Comment!, s.ChangedAt ?? s.AnsweredAt ?? s.AskedAt, s.ConversationId))
            .Take(MaxComments).ToListAsync(cancellationToken);
    }
}

/// <summary>A question that was asked.</summary>
/// <param name="IsAboutBot">The bot had the case alone.</param>
public sealed record AskedQuestion(SurveyKind Kind, bool IsAboutBot, int Count);

/// <summary>What a customer said beside their score.</summary>
/// <param name="Score">Null where they said words alone.</param>
public sealed record CustomerComment(SurveyKind Kind, int? Score, string Words, DateTimeOffset At, ConversationId ConversationId);
