using CxBot.Media;
using CxBot.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CxBot.Web.Operations;

/// <summary>Whether the process lives, and whether it can serve. A feature adds its own check with
/// <c>AddHealthChecks().AddCheck&lt;T&gt;(name)</c>.</summary>
public static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseHealth>();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: TimeSpan.FromSeconds(5))
            .AddCheck<MediaHealth>("media")
            .AddCheck<StartHealth>("start");
        return services;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = SayVersionAsync });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
        return app;
    }

    /// <summary>A process that answers lives: what it is counts more than its checks, which <c>/health/ready</c> has.</summary>
    private static Task SayVersionAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(new { status = report.Status.ToString(), checks = new { }, version = ProductVersion.Current });

    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        checks = report.Entries.ToDictionary(
            entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), description = entry.Value.Description }),
    });
}

/// <summary>The database takes what is written, answers, and its schema is this build's.</summary>
public sealed class DatabaseHealth(IDbContextFactory<CxBotDbContext> contexts, StorageState state) : IHealthCheck
{
    private bool _migrated;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (state.Failing is { } failing)
            return HealthCheckResult.Unhealthy(failing.Message);
        try
        {
            await using var db = contexts.CreateDbContext();
            await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
            // Asked until it is so: a schema does not go back while we run.
            _migrated = _migrated || !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
            return _migrated ? HealthCheckResult.Healthy("reachable, schema up to date")
                : HealthCheckResult.Unhealthy("The schema is older than this build: migrations are pending.");
        }
#pragma warning disable CA1031 // Whatever is wrong is the answer.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", failure);
        }
    }
}

/// <summary>Files can be kept; without them messages go on.</summary>
public sealed class MediaHealth(MediaFolder folder) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(folder.Problem is { } problem ? HealthCheckResult.Degraded(problem)
            : HealthCheckResult.Healthy("files can be kept"));
}

/// <summary>Everything that starts with the app has started, and it is not stopping.</summary>
public sealed class StartHealth(IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The app is stopping.")
        : lifetime.ApplicationStarted.IsCancellationRequested ? HealthCheckResult.Healthy("started")
        : HealthCheckResult.Unhealthy("The app is still starting."));
}
