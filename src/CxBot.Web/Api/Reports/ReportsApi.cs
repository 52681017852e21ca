using CxBot.Audit;
using CxBot.Reports.Cost;
using CxBot.Reports.Documents;
using CxBot.Reports.Figures;
using CxBot.Reports.Retention;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Reports;
using CxBot.Web.Operations;

namespace CxBot.Web.Api.Reports;

/// <summary>The reports for programs: what each figure means, what it comes to, and what is counted, row by row.</summary>
public sealed class ReportsApi(ReportDocuments documents, FilterNames names, ReportFiles files, RetentionReader retention, CostReader costs)
{
    /// <summary>Every figure with its name and meaning.</summary>
    public IResult Figures(HttpContext http)
    {
        var query = new ReportQuery(http.Request.Query, documents.Today);
        query.Filter("language");
        var words = Words(http, query);
        return query.Problem is { } problem ? Bad(problem) : Json(AllFigures.All.Select(figure => new
        {
            figure.Id,
            Name = words["Report_" + figure.Id],
            Meaning = words["ReportMeaning_" + figure.Id],
        }));
    }

    /// <summary>What figures come to.</summary>
    public async Task<IResult> ValuesAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var query = new ReportQuery(http.Request.Query, documents.Today);
        var filter = query.Filter("figure", "compare", "by", "language");
        var (figures, compare, byDay, words) =
            (query.Figures(), query.Flag("compare"), query.OneOf("by", "period", "day") == "day", Words(http, query));
        if ((query.Problem ?? await names.UnknownAsync(filter, cancellationToken)) is { } problem)
            return Bad(problem);
        var document = await documents.ReadAsync(figures, filter, compare, cancellationToken);
        var days = byDay ? await documents.ReadDaysAsync(figures, filter, cancellationToken) : null;
        return Json(ReportJson.Of(document, days, documents.Zone, words));
    }

    /// <summary>A row for each case or each handover, streamed.</summary>
    public async Task<IResult> RowsAsync(HttpContext http, string table, CancellationToken cancellationToken)
    {
        var query = new ReportQuery(http.Request.Query, documents.Today);
        var filter = query.Filter("format");
        var form = query.OneOf("format", ["jsonl", .. ReportFiles.FormNames.Where(name => name != "jsonl")]);
        if ((query.Problem ?? await names.UnknownAsync(filter, cancellationToken)) is { } problem)
            return Bad(problem);
        var key = ApiKeyFilter.KeyOf(http);
        var by = new AuditActor(null, $"API key {key.Name}", http.Connection.RemoteIpAddress?.ToString());
        return await files.HandOutAsync(http, table, form, filter, by, cancellationToken);
    }

    /// <summary>Whether customers stay, by the shop's orders and subscriptions.</summary>
    public async Task<IResult> RetentionAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var query = new ReportQuery(http.Request.Query, documents.Today);
        var filter = query.Filter();
        if ((query.Problem ?? RetentionJson.Problem(filter) ?? await names.UnknownAsync(filter, cancellationToken)) is { } problem)
            return Bad(problem);
        return Json(RetentionJson.Of(await retention.ReadAsync(filter, cancellationToken)));
    }

    /// <summary>What cases cost, as far as there are prices.</summary>
    public async Task<IResult> CostAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var query = new ReportQuery(http.Request.Query, documents.Today);
        var filter = query.Filter();
        if (query.Problem is { } problem)
            return Bad(problem);
        if (!filter.IsAll)
            return Bad("Cost is of the whole shop: it takes from and to alone.");
        return await costs.ReadAsync(filter, cancellationToken) is { } cost ? Json(CostJson.Of(filter, cost))
            : ApiProblem.Of(StatusCodes.Status404NotFound, "No prices", $"Set prices in {CostOptions.Section} first.");
    }

    /// <summary>In the language asked for by name, or else by the header.</summary>
    private static DeskWords Words(HttpContext http, ReportQuery query)
    {
        var words = new DeskWords();
        var asked = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1)
            .Select(one => one.Value.ToString().Split('-')[0]).FirstOrDefault(DeskWords.Languages.Contains);
        words.Use(query.Text("language") is null ? asked ?? DeskWords.Languages[0] : query.OneOf("language", [.. DeskWords.Languages]));
        return words;
    }

    private static IResult Json(object answer) => TypedResults.Json(answer, ReportJson.Options);

    private static IResult Bad(string problem) => ApiProblem.Of(StatusCodes.Status400BadRequest, "Not understood", problem);
}
