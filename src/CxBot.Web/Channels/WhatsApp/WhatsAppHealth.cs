using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>WhatsApp takes our messages. Where it does not, the rest goes on: degraded, and why.</summary>
public sealed class WhatsAppHealth(WhatsAppPace pace, IOptions<WhatsAppOptions> options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !options.Value.IsOn ? HealthCheckResult.Healthy("off")
        : pace.TemplatesStop is { } limit && pace.Stop is null ? HealthCheckResult.Degraded($"WhatsApp takes no templates from our number since {limit.Since:u}, replies still go out: {limit.Code} {limit.Title}")
        : pace.Stop is { } stop ? HealthCheckResult.Degraded($"WhatsApp takes nothing from our number since {stop.Since:u}: {stop.Code} {stop.Title}")
        : HealthCheckResult.Healthy("on"));
}
