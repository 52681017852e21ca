using CxBot.Web.Api.Reports;
using CxBot.Web.Api.Shopping;

namespace CxBot.Web.Api;

public static class ApiServices
{
    /// <summary>What programs of the owner's ask for, each with a key.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyLimits>();
        services.AddSingleton<ReportsApi>();
        services.AddSingleton<ShoppingApi>();
        return services;
    }

    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder app)
    {
        app.MapReportsApi();
        app.MapShoppingApi();
        return app;
    }
}
