using System.Globalization;
using System.IO.Compression;
using CxBot.Agents;
using CxBot.Audit;
using CxBot.PersonalData;
using Microsoft.AspNetCore.Identity;

namespace CxBot.Web.Desk.People;

/// <summary>One customer's data as a download: a zip with <c>customer.json</c> and the files.</summary>
internal static class CustomerExportEndpoint
{
    private const string Pattern = "/desk/customers/{id:long}/export.zip";

    public static string PathFor(CustomerId customerId) =>
        string.Create(CultureInfo.InvariantCulture, $"/desk/customers/{customerId}/export.zip");

    public static void MapCustomerExport(this IEndpointRouteBuilder app) =>
        app.MapGet(Pattern, async (long id, HttpContext http, UserManager<Agent> users, CustomerExport export,
            CancellationToken cancellationToken) =>
        {
            if (await users.GetUserAsync(http.User) is not { Disabled: false } agent)
                return Results.Forbid();
            var file = TemporaryFile.Create();
            bool found;
            await using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
                found = await export.WriteAsync(new(id), AuditActor.Of(agent, http.Connection.RemoteIpAddress?.ToString()), path =>
                    zip.CreateEntry(path, CompressionLevel.Fastest).Open(), cancellationToken);
            if (!found)
            {
                await file.DisposeAsync();
                return Results.NotFound();
            }
            file.Position = 0;
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file, "application/zip", string.Create(CultureInfo.InvariantCulture, $"customer-{id}.zip"));
        }).RequireAuthorization(DeskPolicies.Administrators).ExcludeFromDescription();
}
