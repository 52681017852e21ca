using CxBot.Agents;
using CxBot.Audit;
using CxBot.Reports.Documents;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Identity;

namespace CxBot.Web.Desk.Reports;

/// <summary>What a report counts, as a download: a row for each case, handover or survey, by the filter in the address.</summary>
internal static class ReportExportEndpoint
{
    public static IReadOnlyList<string> Tables => ReportFiles.Tables;

    /// <summary>As they stand in the address.</summary>
    public static IEnumerable<string> FormNames => ReportFiles.FormNames;

    public static void MapReportExport(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/desk/reports/files/{table}/{form}",
            async (HttpContext http, string table, string form, UserManager<Agent> users, ReportFiles files, ReportDocuments documents,
                CancellationToken cancellationToken) =>
            {
                if (!ReportFiles.Has(table, form))
                    return Results.NotFound();
                if (await users.GetUserAsync(http.User) is not { Disabled: false } agent)
                    return Results.Forbid();
                var filter = ReportAddress.Read(http.Request.GetEncodedUrl(), documents.Today);
                var by = AuditActor.Of(agent, http.Connection.RemoteIpAddress?.ToString());
                return await files.HandOutAsync(http, table, form, filter, by, cancellationToken);
            }).RequireAuthorization(DeskPolicies.Administrators).ExcludeFromDescription();
}
