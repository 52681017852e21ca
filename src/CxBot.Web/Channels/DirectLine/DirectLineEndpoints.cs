using System.Buffers.Text;
using System.Security.Cryptography;
using CxBot.Customers;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine.Streaming;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Engine;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Tokens and conversations of Direct Line 3.0. What is said in them: <see cref="DirectLineActivities"/>.</summary>
public sealed class DirectLineEndpoints(DirectLineTokens tokens, DirectLineLinks links, StreamPlaces places, ConversationUser users, AddressHash addresses, Intake intake, Writer writer, TimeProvider time)
{
    /// <summary>Ids with this beginning are believed only from inside a token.</summary>
    public const string UserPrefix = "dl_";

    private const int MaxUserIdLength = 200;

    /// <summary>A site's server trades the secret for a token of a new conversation, which it does not start.</summary>
    public async Task<IResult> GenerateAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (Caller(http).Token is not null) return DirectLineErrors.SecretNeeded();
        var (body, refused) = await BoundedBody.ReadAsync(http.Request, required: false, cancellationToken);
        if (refused is not null) return refused;
        var user = body?["user"] as JObject;
        if (Text(user?["id"]) is { } id && (!id.StartsWith(UserPrefix, StringComparison.Ordinal) || id.Length > MaxUserIdLength))
            return DirectLineErrors.Bad($"user.id must begin with {UserPrefix} and have at most {MaxUserIdLength} characters.");
        return TypedResults.Ok(Give(New(user, null)));
    }

    public Results<Ok<TokenGiven>, JsonHttpResult<ErrorBody>> Refresh(HttpContext http)
    {
        if (Caller(http).Token is not { } token) return DirectLineErrors.InvalidToken();
        places.Renew(token.ConversationId, token.ExpiresAt, tokens.EndOf(token));
        return TypedResults.Ok(Give(token with { Page = null }));
    }

    /// <summary>Starts the token's conversation, or takes it up again; with the secret, starts a new one.</summary>
    public async Task<IResult> StartAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var (body, refused) = await BoundedBody.ReadAsync(http.Request, required: false, cancellationToken);
        if (refused is not null) return refused;
        var caller = Caller(http);
        var language = LanguageOf(Text(body?["locale"]));
        var token = caller.Token ?? New(body?["user"] as JObject, language);
        var started = await OpenAsync(token, language, caller.Token is null ? null : addresses.Of(http), cancellationToken);
        var opened = Opened(http, caller.Token is null ? null : caller, token, null);
        return started ? TypedResults.Json(opened, statusCode: StatusCodes.Status201Created) : TypedResults.Ok(opened);
    }

    /// <summary>Takes a conversation up again, as after a lost connection or a new page.</summary>
    public async Task<IResult> ReconnectAsync(string conversationId, string? watermark, HttpContext http, CancellationToken cancellationToken)
    {
        var caller = Caller(http);
        var user = await users.OfAsync(conversationId, cancellationToken);
        if (user is null) return DirectLineErrors.NotFound();
        if (caller.Token is not null && addresses.Of(http) is { } address && !await users.IsAtAsync(conversationId, address, cancellationToken)) await intake.MovedAsync(conversationId, address, cancellationToken);
        return TypedResults.Ok(Opened(http, caller.Token is null ? null : caller, caller.Token ?? new DirectLineToken(conversationId, user, default), watermark));
    }

    /// <summary>A conversation id that cannot be guessed and is safe in an address.</summary>
    public static string NewConversationId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>A visitor that nobody else can claim to be.</summary>
    public static string NewUserId() => UserPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The language of a locale, where it is one of ours.</summary>
    public static string? LanguageOf(string? locale) => locale switch
    {
        null => null,
        _ when locale.StartsWith("en", StringComparison.OrdinalIgnoreCase) => "en",
        _ when locale.StartsWith("id", StringComparison.OrdinalIgnoreCase) => "id",
        _ => null,
    };

    internal static DirectLineCaller Caller(HttpContext http) => http.Features.GetRequiredFeature<DirectLineCaller>();

    /// <param name="addressHash">Null where the site's own server calls.</param>
    private async Task<bool> OpenAsync(DirectLineToken token, string? language, string? addressHash, CancellationToken cancellationToken)
    {
        var who = token.Verified is { } verified ? CustomerAddress.WebSubject(verified.Subject) : CustomerAddress.WebVisitor(token.UserId);
        var started = await intake.OpenAsync(token.ConversationId, who, token.UserName, token.Language ?? language, cancellationToken, token.Verified?.Email, addressHash);
        if (started && token.Page is { } page) await PageContexts.SetAsync(writer, token.ConversationId, page, cancellationToken);
        return started;
    }

    private static DirectLineToken New(JObject? user, string? language) => new(NewConversationId(), Text(user?["id"]) is { Length: > 0 and <= MaxUserIdLength } id ? id : NewUserId(), default)
    {
        UserName = Text(user?["name"]) is { Length: > 0 and <= MaxUserIdLength } name ? CleanText.Of(name) : null,
        Language = language,
    };

    private TokenGiven Give(DirectLineToken token) => new(token.ConversationId, tokens.Issue(token), (int)tokens.LifetimeOf(token).TotalSeconds);

    /// <summary>The same token again where there is one: a client may hold it elsewhere.</summary>
    private ConversationOpened Opened(HttpContext http, DirectLineCaller? caller, DirectLineToken token, string? watermark)
    {
        var given = caller is null ? Give(token) : new TokenGiven(token.ConversationId, caller.Text, (int)(token.ExpiresAt - time.GetUtcNow()).TotalSeconds);
        return new ConversationOpened(given.ConversationId, given.Token, given.ExpiresIn, links.Stream(http.Request, token, watermark));
    }

    private static string? Text(JToken? token) => token is { Type: JTokenType.String } ? token.Value<string>() : null;
}
