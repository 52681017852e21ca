using System.Runtime.CompilerServices;
using CxBot.Reports.Export;
using CxBot.Reports.Facts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using static CxBot.Reports.Export.ColumnKind;

namespace CxBot.Reports;

/// <summary>Hands the facts of a report out, a row for each case, handover or survey. There is nobody's name in it, and no word.</summary>
public sealed class ReportExport(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>A row for each case.</summary>
    public ExportTable Cases(ReportFilter filter) => new(
        [
            new("case", WholeNumber), new("opened", Time), new("ended", Time), new("outcome", Text), new("channel", Text),
            new("language", Text), new("topic", Text), new("skill", Text), new("agent", Text), new("answered", WholeNumber),
            new("asked_back", WholeNumber), new("missed", WholeNumber), new("handovers", WholeNumber), new("estimated", YesOrNo),
        ],
        CaseRowsAsync(filter));

    /// <summary>A row for each handover; durations by both clocks.</summary>
    public ExportTable Handovers(ReportFilter filter) => new(
        [
            new("handover", WholeNumber), new("case", WholeNumber), new("requested", Time), new("asked", YesOrNo), new("reason", Text),
            new("channel", Text), new("skill", Text), new("agent", Text), new("end", Text), new("ended", Time),
            new("first_reply", Duration), new("first_reply_open", Duration), new("taken", Duration), new("taken_open", Duration),
            new("until_end", Duration), new("until_end_open", Duration), new("transfers", WholeNumber), new("releases", WholeNumber),
            new("vanished", WholeNumber), new("next_replies", WholeNumber), new("next_waits", Duration), new("next_waits_open", Duration),
        ],
        HandoverRowsAsync(filter));

    /// <summary>A row for each question that was put to a customer.</summary>
    public ExportTable Surveys(ReportFilter filter) => new(
        [
            new("survey", WholeNumber), new("case", WholeNumber), new("kind", Text), new("asked", Time), new("delivered", YesOrNo),
            new("score", WholeNumber), new("about", Text), new("channel", Text), new("skill", Text), new("agent", Text),
        ],
        SurveyRowsAsync(filter));

    private async IAsyncEnumerable<IReadOnlyList<object?>> CaseRowsAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var db = contexts.CreateDbContext();
        var names = await NamesAsync(db, cancellationToken);
        var facts = (await FactQuery.OfAsync<CaseFact>(db, filter, cancellationToken)).OrderBy(f => f.At).ThenBy(f => f.CaseId);
        await foreach (var f in facts.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return
            [
                f.CaseId, At(f.At), At(f.EndedAt), f.Outcome.ToString(), Name(names, f.Channel), Name(names, f.Language),
                Name(names, f.Topic), Name(names, f.Skill), Name(names, f.Agent), (long)f.Answered, (long)f.AskedBack, (long)f.Missed,
                (long)f.Handovers, f.IsEstimated,
            ];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> HandoverRowsAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var db = contexts.CreateDbContext();
        var names = await NamesAsync(db, cancellationToken);
        var facts = (await FactQuery.OfAsync<HandoverFact>(db, filter, cancellationToken)).OrderBy(f => f.At).ThenBy(f => f.HandoverId);
        await foreach (var f in facts.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return
            [
                f.HandoverId, f.CaseId, At(f.At), f.IsAsked, f.Reason.ToString(), Name(names, f.Channel), Name(names, f.Skill),
                Name(names, f.Agent), f.End.ToString(), At(f.EndedAt), Long(f.ReplyElapsed), Long(f.ReplyOpen), Long(f.TakenElapsed),
                Long(f.TakenOpen), Long(f.EndElapsed), Long(f.EndOpen), (long)f.Transfers, (long)f.Releases, (long)f.Vanished,
                (long)f.NextReplies, TimeSpan.FromSeconds(f.NextElapsed), TimeSpan.FromSeconds(f.NextOpen),
            ];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> SurveyRowsAsync(
        ReportFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var db = contexts.CreateDbContext();
        var names = await NamesAsync(db, cancellationToken);
        var facts = (await FactQuery.OfAsync<SurveyFact>(db, filter, cancellationToken)).OrderBy(f => f.At).ThenBy(f => f.SurveyId);
        await foreach (var f in facts.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return
            [
                f.SurveyId, f.CaseId, f.Kind.ToString(), At(f.At), f.IsDelivered, f.Score is { } score ? (long)score : null,
                f.Agent == 0 ? "Bot" : "People", Name(names, f.Channel), Name(names, f.Skill), Name(names, f.Agent),
            ];
        }
    }

    private static Task<Dictionary<int, string>> NamesAsync(CxBotDbContext db, CancellationToken cancellationToken) =>
        db.FactNames.AsNoTracking().ToDictionaryAsync(name => name.Id, name => name.Name, cancellationToken);

    private static string? Name(Dictionary<int, string> names, int id) => names.GetValueOrDefault(id);

    private static object? At(long? seconds) => seconds is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;

    private static object? Long(int? seconds) => seconds is { } known ? TimeSpan.FromSeconds(known) : null;
}
