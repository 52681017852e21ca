using System.Security.Cryptography;
using System.Text;
using CxBot.Storage;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Who calls: a customer's client with a token, or the site's server with the secret.</summary>
/// <param name="Token">Null for the server.</param>
/// <param name="Text">The token as it was sent.</param>
public sealed record DirectLineCaller(DirectLineToken? Token, string Text);

/// <summary>Lets in who may come in. A token reaches its own conversation only.</summary>
public sealed class DirectLineAccess(DirectLineTokens tokens, Origins origins, IOptions<DirectLineOptions> options) : IEndpointFilter
{
    private readonly byte[]? _secret = options.Value.Secret is { } text ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : null;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!origins.MaySpeak(http.Request)) return DirectLineErrors.ForeignOrigin();
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return DirectLineErrors.MissingAuthorization();
        var text = header["Bearer ".Length..].Trim();

        DirectLineToken? token = null;
        if (!IsSecret(text))
        {
            var reading = await tokens.ReadAsync(text, TokenUse.Call);
            if (reading.Expired) return DirectLineErrors.TokenExpired();
            if (reading.Token is null) return DirectLineErrors.InvalidToken();
            token = reading.Token;
            if (http.Request.RouteValues.TryGetValue("conversationId", out var asked) && asked as string != token.ConversationId) return DirectLineErrors.NotFound();
        }
        http.Features.Set(new DirectLineCaller(token, text));
        return await next(context);
    }

    private bool IsSecret(string text) => _secret is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), _secret);
}

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
            // What ails the storage is said once, by whoever watches it.
            if (failure is not StorageException) StorageUnreachable(logger, failure);
            context.HttpContext.Response.Headers.RetryAfter = RetryAfter;
            return DirectLineErrors.Unavailable();
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The storage did not take or give what was asked; the client was told to try again")]
    private static partial void StorageUnreachable(ILogger logger, Exception failure);
}
