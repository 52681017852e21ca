using CxBot.Agents;
using CxBot.Audit;
using CxBot.Web.Desk.People;
using Microsoft.AspNetCore.Identity;

namespace CxBot.Web.Desk.Audit;

/// <summary>The whole audit log as a download, one JSON object a line.</summary>
internal static class AuditExportEndpoint
{
    public const string Path = "/desk/audit/export.jsonl";

    public static void MapAuditExport(this IEndpointRouteBuilder app) =>
        app.MapGet(Path, async (HttpContext http, UserManager<Agent> users, AuditReader reader, CancellationToken cancellationToken) =>
        {
            if (await users.GetUserAsync(http.User) is not { Disabled: false } agent)
                return Results.Forbid();
            var file = TemporaryFile.Create();
            await reader.ExportAsync(new AuditFilter(), file, AuditActor.Of(agent, http.Connection.RemoteIpAddress?.ToString()),
                cancellationToken);
            file.Position = 0;
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "application/x-ndjson; charset=utf-8", "cxbot-audit.jsonl");
        }).RequireAuthorization(DeskPolicies.Administrators).ExcludeFromDescription();
}
