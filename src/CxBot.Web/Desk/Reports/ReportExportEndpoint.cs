using CxBot.Agents;
using CxBot.Audit;
using CxBot.Handover;
using CxBot.Reports;
using CxBot.Reports.Export;
using CxBot.Storage;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;

namespace CxBot.Web.Desk.Reports;

/// <summary>What a report counts, as a download: a row for each case, handover or survey, by the filter in the address.</summary>
internal static class ReportExportEndpoint
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

    public static void MapReportExport(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/desk/reports/files/{table}/{form}",
            async (HttpContext http, string table, string form, UserManager<Agent> users, ReportExport export, TeamPresence team,
                AuditLog audit, Writer writer, TimeProvider time, CancellationToken cancellationToken) =>
            {
                if (!Forms.TryGetValue(form, out var file) || !Tables.Contains(table))
                    return Results.NotFound();
                if (await users.GetUserAsync(http.User) is not { Disabled: false } agent)
                    return Results.Forbid();
                var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), team.Hours.Zone).DateTime);
                var filter = ReportAddress.Read(http.Request.GetEncodedUrl(), today);
                await writer.RunAsync(
                    async (db, token) =>
                    {
                        audit.Add(db, AuditActs.ReportExported, AuditActor.Of(agent, http.Connection.RemoteIpAddress?.ToString()), null,
                            ("table", table));
                        await db.SaveChangesAsync(token);
                    },
                    cancellationToken);
                http.Response.Headers.CacheControl = "no-store";
                var rows = table switch
                {
                    "cases" => export.Cases(filter),
                    "surveys" => export.Surveys(filter),
                    _ => export.Handovers(filter),
                };
                return Results.Stream(to => file.Write(rows, to, http.RequestAborted), file.Type, $"cxbot-{table}.{form}");
            }).RequireAuthorization(DeskPolicies.Administrators).ExcludeFromDescription();
}
