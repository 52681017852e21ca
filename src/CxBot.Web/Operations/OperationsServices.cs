using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Web.Channels;
using CxBot.Web.Operations.Limits;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations;

public static class OperationsServices
{
    /// <summary>Manners and eyes. After <c>AddStorage</c>: keys are read from the database as soon as the app starts.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<OperationsOptions>(OperationsOptions.Section);
        KeyProtection.Add(services.AddDataProtection().SetApplicationName("CxBot").PersistKeysToDbContext<CxBotDbContext>(), configuration);
        // The database is where all secrets of an installation are, and it says so at every start otherwise.
        services.AddLogging(
            logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddSingleton<SigningKey>();
        services.AddHostedService(provider => provider.GetRequiredService<SigningKey>());
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.AddSingleton<UnknownProxies>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<AddressHash>();
        services.AddSingleton<PublicAddress>();
        services.AddRateLimits();
        services.AddCrossOrigin();
        services.AddHealth();
        services.AddStartRefusal();
        services.AddTelemetry(configuration);
        services.AddOpenApi("v1", openApi =>
        {
            openApi.ShouldInclude = api => api.RelativePath is { } path && InterfacePaths.IsDescribed(path);
            openApi.DescribeIds();
        });
        return services;
    }

    /// <summary>Comes first in the pipeline.</summary>
    public static WebApplication UseOperations(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<OperationsOptions>>().Value;
        UseForwarded(app, options);
        app.Use(app.Services.GetRequiredService<UnknownProxies>().LookAsync);
        app.UseSecurityHeaders();
        app.UseHostGuard();
        app.UseHostCookies();
        app.UseMetricsGuard(options);
        app.UseCrossOrigin();
        app.UseWhen(http => InterfacePaths.AnswersInJson(http.Request.Path), open => open.UseExceptionHandler(failed => failed.Run(http =>
            ApiProblem.IsFor(http.Request.Path)
                ? ApiProblem.Of(http.Response.StatusCode, "Failed", "Something went wrong on our side.").ExecuteAsync(http)
                : http.Response.WriteAsJsonAsync(
                    new ErrorBody(new ErrorDetail("InternalError", "Something went wrong on our side."))))));
        app.UseStorageFailures();
        // Its clocks tick for as long as the process lives, also where nothing is counted.
        if (app.Services.GetRequiredService<IOptions<RateLimitOptions>>().Value.Enabled)
            app.UseRateLimiter();
        app.UseWebSockets();
        app.UseCircuitOrigin();
        return app;
    }

    public static IEndpointRouteBuilder MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapHealth();
        app.MapTelemetry();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }

    private static void UseForwarded(WebApplication app, OperationsOptions options)
    {
        if (options.KnownProxies.Count == 0)
            return;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        // By default this machine is believed, which is wrong where something else on it forwards what it is told.
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.Proxies())
            forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }
}
