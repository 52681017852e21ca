using CxBot.Web.Channels.WhatsApp.Outbound;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>WhatsApp takes our messages, and brings no one else's. Where it does not, the rest goes on: degraded, and why.</summary>
public sealed class WhatsAppHealth(WhatsAppRateLimiter pace, WhatsAppNews news, IOptions<WhatsAppOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Value.IsOn)
            return HealthCheckResult.Healthy("off");
        if (pace.Stop is { } stop)
            return HealthCheckResult.Degraded($"WhatsApp takes nothing from our number since {stop.Since:u}: {stop.Code} {stop.Title}");
        try
        {
            if (await news.StopAsync(cancellationToken) is { } told)
                return HealthCheckResult.Degraded(
                    $"Meta says since {told.At:u} that the account cannot reply: "
                    + $"{told.News}{(told.Detail is { } detail ? $" ({detail})" : "")}"
                    + $"{(told.Until is { } until ? $", until {until:u}" : "")}");
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            // The storage has a check of its own.
        }
        if (pace.TemplatesStop is { } limit)
            return HealthCheckResult.Degraded(
                $"WhatsApp takes no templates from our number since {limit.Since:u}, replies still go out: {limit.Code} {limit.Title}");
        return news.Others is { Count: > 0 } others
            ? HealthCheckResult.Degraded(
                $"messages come for {string.Join(", ", others)}, which this app does not serve and so drops: one app serves one number "
                + "(Channels:WhatsApp:PhoneNumberId)")
            : HealthCheckResult.Healthy("on");
    }
}
