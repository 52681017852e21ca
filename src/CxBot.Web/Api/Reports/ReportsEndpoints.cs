using CxBot.ApiKeys;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;

namespace CxBot.Web.Api.Reports;

public static class ReportsEndpoints
{
    public static void MapReportsApi(this IEndpointRouteBuilder app)
    {
        var api = app.ServiceProvider.GetRequiredService<ReportsApi>();
        var reports = app.MapGroup($"{InterfacePaths.Api}/reports").Limited(RateLimit.Address).WithTags("Reports");
        reports.MapGet("", api.ValuesAsync).Opens(ApiScopes.ReportsRead).WithSummary("What the figures of a period come to");
        reports.MapGet("/figures", api.Figures).Opens(ApiScopes.ReportsRead).WithSummary("Every figure with its name and meaning");
        reports.MapGet("/retention", api.RetentionAsync).Opens(ApiScopes.ReportsRead)
            .WithSummary("Whether customers order again, by the month of their first order, and how many subscriptions end");
        reports.MapGet("/cost", api.CostAsync).Opens(ApiScopes.ReportsRead).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("What cases cost, as far as prices are set");
        reports.MapGet("/cases", (HttpContext http, CancellationToken cancellationToken) => api.RowsAsync(http, "cases", cancellationToken))
            .Opens(ApiScopes.ReportsCases).WithSummary("A row for each case, streamed");
        reports.MapGet("/handovers",
                (HttpContext http, CancellationToken cancellationToken) => api.RowsAsync(http, "handovers", cancellationToken))
            .Opens(ApiScopes.ReportsCases).WithSummary("A row for each handover, streamed");
        reports.MapGet("/surveys",
                (HttpContext http, CancellationToken cancellationToken) => api.RowsAsync(http, "surveys", cancellationToken))
            .Opens(ApiScopes.ReportsCases).WithSummary("A row for each question that a customer was asked, streamed");
    }
}
