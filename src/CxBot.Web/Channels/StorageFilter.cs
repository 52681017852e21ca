using CxBot.Storage;

namespace CxBot.Web.Channels;

/// <summary>Says "not now" where the database cannot be reached: a client that hears 403 or 404 gives up for good.</summary>
public sealed partial class StorageFilter(ILogger<StorageFilter> logger) : IEndpointFilter
{
    /// <summary>Seconds.</summary>
    public const string RetryAfter = "2";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception failure) when (StorageFailure.Is(failure) && !context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            // The watch over the storage logs a fault of the storage once.
            if (failure is not StorageException)
                StorageUnreachable(logger, failure);
            context.HttpContext.Response.Headers.RetryAfter = RetryAfter;
            return ChannelErrors.Unavailable();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The storage did not take or give what was asked; the client was told to try again")]
    private static partial void StorageUnreachable(ILogger logger, Exception failure);
}
