using CxBot.Storage;
using CxBot.Web.Channels;

namespace CxBot.Web.Operations;

/// <summary>Whatever is asked for while the database fails hears "not now" and when to ask again, on every path: never an error of
/// ours.</summary>
public static partial class StorageFailures
{
    public static IApplicationBuilder UseStorageFailures(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StorageFailures));
        return app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (Exception failure) when (StorageFailure.IsDatabase(failure) && !http.Response.HasStarted)
            {
                // The watch over the storage logs a fault of the storage once.
                if (failure is not StorageException)
                    DatabaseFailed(logger, failure, http.Request.Method, http.GetEndpoint()?.DisplayName);
                await RefuseAsync(http);
            }
        });
    }

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = StorageFilter.RetryAfter;
        if (ApiProblem.IsFor(http.Request.Path))
            return ApiProblem.Of(http.Response.StatusCode, "Not now", "The storage does not answer just now. Please try again.")
                .ExecuteAsync(http);
        return http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? http.Response.WriteAsync(
                "Belum tersimpan: basis data sedang tidak menjawab. Coba lagi sebentar lagi.\nNot stored: the database does not answer "
                + "just now. Please try again in a moment.\n", http.RequestAborted)
            : http.Response.WriteAsJsonAsync(
                new ErrorBody(new ErrorDetail("Unavailable", "The storage does not answer just now. Please try again.")),
                http.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Error, "The database did not take or give what {Method} {Endpoint} asked; the client was told to try again")]
    private static partial void DatabaseFailed(ILogger logger, Exception failure, string method, string? endpoint);
}
