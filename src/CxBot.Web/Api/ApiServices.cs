using CxBot.Web.Api.Reports;

namespace CxBot.Web.Api;

public static class ApiServices
{
    /// <summary>What programs of the owner's ask for, each with a key.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyLimits>();
        services.AddSingleton<ReportsApi>();
        return services;
    }

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        app.MapReportsApi();
        return app;
    }
}
