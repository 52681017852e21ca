using CxBot.Audit;
using CxBot.Reports;
using CxBot.Reports.Export;

namespace CxBot.Web.Desk.Reports;

/// <summary>What a report counts as a file on its way out: a row for each case, handover or survey. Each is a line of the
/// audit log.</summary>
public sealed class ReportFiles(ReportExport export, AuditLog audit)
{
    /// <summary>What the files are called after, and how each is written.</summary>
    private static readonly Dictionary<string, (string Type, Func<ExportTable, Stream, CancellationToken, Task> Write)> Forms = new()
    {
        ["csv"] = ("text/csv; charset=utf-8", (table, to, token) => CsvExport.WriteAsync(table, CsvForm.Rfc4180, to, token)),
        ["spreadsheet.csv"] = (
            "text/csv; charset=utf-8", (table, to, token) => CsvExport.WriteAsync(table, CsvForm.Spreadsheet, to, token)),
        ["jsonl"] = ("application/x-ndjson; charset=utf-8", JsonLinesExport.WriteAsync),
        ["parquet"] = ("application/vnd.apache.parquet", ParquetExport.WriteAsync),
    };

    public static readonly IReadOnlyList<string> Tables = ["cases", "handovers", "surveys"];

    /// <summary>As they stand in the address.</summary>
    public static IEnumerable<string> FormNames => Forms.Keys;

    public static bool Has(string table, string form) => Tables.Contains(table) && Forms.ContainsKey(form);

    public async Task<IResult> HandOutAsync(
        HttpContext http, string table, string form, ReportFilter filter, AuditActor by, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(AuditActs.ReportExported, by, null, [("table", table)], cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        var rows = table switch
        {
            "cases" => export.Cases(filter),
            "handovers" => export.Handovers(filter),
            _ => export.Surveys(filter),
        };
        var (type, write) = Forms[form];
        return Results.Stream(to => write(rows, to, http.RequestAborted), type, $"cxbot-{table}.{form}");
    }
}
