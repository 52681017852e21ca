using System.Security.Cryptography;
using System.Text;
using CxBot.Web.Operations.Limits;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>Lets in who may come in. A token reaches its own conversation only.</summary>
public sealed class DirectLineAccess(DirectLineTokens tokens, Origins origins, IOptions<DirectLineOptions> options) : IEndpointFilter
{
    private readonly byte[]? _secret = options.Value.Secret is { } text ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : null;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!origins.MaySpeak(http.Request))
            return ChannelErrors.ForeignOrigin();
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return DirectLineErrors.MissingAuthorization();
        var text = header["Bearer ".Length..].Trim();

        DirectLineToken? token = null;
        if (!IsSecret(text))
        {
            var reading = await tokens.ReadAsync(text, TokenUse.Call);
            if (reading.Expired)
                return DirectLineErrors.TokenExpired();
            if (reading.Token is null)
                return DirectLineErrors.InvalidToken();
            token = reading.Token;
            if (http.Request.RouteValues.TryGetValue("conversationId", out var asked) && asked as string != token.ConversationId.Value)
                return ChannelErrors.NotFound();
        }
        http.Features.Set(new DirectLineCaller(token, text));
        http.Features.Set(new CallShare(token?.ConversationId));
        return await next(context);
    }

    private bool IsSecret(string text) =>
        _secret is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), _secret);
}
