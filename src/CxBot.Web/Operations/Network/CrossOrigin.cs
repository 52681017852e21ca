using CxBot.Web.Channels;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace CxBot.Web.Operations.Network;

/// <summary>Lets pages of the configured sites load the widget and use Direct Line; nothing else is open to them, and no cookie ever
/// is.</summary>
public static class CrossOrigin
{
    private const string Policy = "configured-sites";

    public static IServiceCollection AddCrossOrigin(this IServiceCollection services)
    {
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<Origins>((cors, origins) => cors.AddPolicy(Policy, policy => policy
            .SetIsOriginAllowed(origins.IsConfigured)
            .WithMethods("GET", "POST")
            // What stock Web Chat sends.
            .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with")
            .WithExposedHeaders("Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        return services;
    }

    public static IApplicationBuilder UseCrossOrigin(this IApplicationBuilder app) =>
        app.UseWhen(http => InterfacePaths.IsOpenToSites(http.Request.Path), open => open.UseCors(Policy));
}
