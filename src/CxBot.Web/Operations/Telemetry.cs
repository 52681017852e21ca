using System.Diagnostics;
using CxBot.Web.Operations.Network;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CxBot.Web.Operations;

/// <summary>Traces and metrics by OpenTelemetry: read at <c>/metrics</c>, and sent by OTLP where an address is set.</summary>
public static class Telemetry
{
    /// <summary>Our own spans: one for each turn.</summary>
    public static readonly ActivitySource Source = new("CxBot");

    internal const string MetricsPath = "/metrics";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<CxBotMetrics>();
        services.AddHostedService<QueueWatch>();
        var otlp = configuration[$"{OperationsOptions.Section}:{nameof(OperationsOptions.OtlpEndpoint)}"]
            ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("cxbot"))
            .WithTracing(tracing =>
            {
                tracing.AddSource(Source.Name).AddAspNetCoreInstrumentation(web => web.Filter = http => !IsOfMachines(http.Request.Path));
                if (otlp is not null)
                    tracing.AddOtlpExporter(exporter => exporter.Endpoint = new Uri(otlp));
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(CxBotMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel",
                    "Microsoft.AspNetCore.RateLimiting", "System.Runtime")
                    .AddPrometheusExporter();
                if (otlp is not null)
                    metrics.AddOtlpExporter(exporter => exporter.Endpoint = new Uri(otlp));
            });
        return services;
    }

    /// <summary>Figures are for those who run the service: others do not find the page. Unless networks are named, that is this machine
    /// alone; what a proxy passes on comes from outside.</summary>
    public static IApplicationBuilder UseMetricsGuard(this IApplicationBuilder app, OperationsOptions options)
    {
        var readers = options.MetricsReaders();
        return app.Use((http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments(MetricsPath))
                return next(http);
            var address = http.Connection.RemoteIpAddress;
            if (address is { IsIPv4MappedToIPv6: true })
                address = address.MapToIPv4();
            // No address at all: in process, as tests are.
            var may = !ThisMachine.IsForwarded(http.Request)
                && (address is null || (readers.Count == 0 ? ThisMachine.Asks(http) : readers.Any(network => network.Contains(address))));
            if (may)
                return next(http);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    public static IEndpointRouteBuilder MapTelemetry(this IEndpointRouteBuilder app)
    {
        app.MapPrometheusScrapingEndpoint(MetricsPath);
        return app;
    }

    private static bool IsOfMachines(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments(MetricsPath);
}
