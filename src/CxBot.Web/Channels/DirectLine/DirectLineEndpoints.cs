using CxBot.Web.Channels.DirectLine.Streaming;
using CxBot.Web.Channels.DirectLine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Tokens and conversations of Direct Line 3.0. What is said in them: <see cref="DirectLineActivities"/>.</summary>
public sealed class DirectLineEndpoints(
    DirectLineTokens tokens, DirectLineLinks links, StreamPlaces places, WebConversations conversations, TimeProvider time)
{
    private const int MaxUserId = 200;

    /// <summary>A site's server trades the secret for a token of a new conversation, which it does not start.</summary>
    public async Task<IResult> GenerateAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (DirectLineCaller.Of(http).Token is not null)
            return DirectLineErrors.SecretNeeded();
        var (body, refused) = await BoundedBody.ReadJsonAsync(http.Request, required: false, cancellationToken);
        if (refused is not null)
            return refused;
        var user = body?["user"] as JObject;
        if (user?["id"].Text() is { } id && (!id.StartsWith(DirectLineIds.UserPrefix, StringComparison.Ordinal) || id.Length > MaxUserId))
            return ChannelErrors.Bad($"user.id must begin with {DirectLineIds.UserPrefix} and have at most {MaxUserId} characters.");
        return TypedResults.Ok(Give(New(user, null)));
    }

    public Results<Ok<TokenGiven>, JsonHttpResult<ErrorBody>> Refresh(HttpContext http)
    {
        if (DirectLineCaller.Of(http).Token is not { } token)
            return DirectLineErrors.InvalidToken();
        places.Renew(token.ConversationId, token.ExpiresAt, tokens.EndOf(token));
        return TypedResults.Ok(Give(token with { Page = null }));
    }

    /// <summary>Starts the token's conversation, or takes it up again; with the secret, starts a new one.</summary>
    public async Task<IResult> StartAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var (body, refused) = await BoundedBody.ReadJsonAsync(http.Request, required: false, cancellationToken);
        if (refused is not null)
            return refused;
        var caller = DirectLineCaller.Of(http);
        var language = ClientLanguage.Of(body?["locale"].Text());
        var token = caller.Token ?? New(body?["user"] as JObject, language);
        var started = await conversations.OpenAsync(token, language, http, bySite: caller.Token is null, cancellationToken);
        var opened = Opened(http, caller.Token is null ? null : caller, token, null);
        return started ? TypedResults.Json(opened, statusCode: StatusCodes.Status201Created) : TypedResults.Ok(opened);
    }

    /// <summary>Takes a conversation up again, as after a lost connection or a new page.</summary>
    public async Task<IResult> ReconnectAsync(
        ConversationId conversationId, string? watermark, HttpContext http, CancellationToken cancellationToken)
    {
        if (await conversations.UserOfAsync(conversationId, cancellationToken) is not { } user)
            return ChannelErrors.NotFound();
        var caller = DirectLineCaller.Of(http);
        if (caller.Token is not { } token)
            return TypedResults.Ok(Opened(http, null, DirectLineToken.Of(conversationId, user), watermark));
        await conversations.FollowAsync(conversationId, http, cancellationToken);
        return TypedResults.Ok(Opened(http, caller, token, watermark));
    }

    private static DirectLineToken New(JObject? user, string? language)
    {
        var id = user?["id"].Text() is { Length: > 0 and <= MaxUserId } given ? given : DirectLineIds.NewUser();
        return DirectLineToken.Of(DirectLineIds.NewConversation(), id) with
        {
            UserName = user?["name"].Text() is { Length: > 0 and <= MaxUserId } name ? CleanText.Of(name) : null,
            Language = language,
        };
    }

    private TokenGiven Give(DirectLineToken token) =>
        new(token.ConversationId, tokens.Issue(token), (int)tokens.LifetimeOf(token).TotalSeconds);

    /// <summary>The same token again where there is one: a client may hold it elsewhere.</summary>
    private ConversationOpened Opened(HttpContext http, DirectLineCaller? caller, DirectLineToken token, string? watermark)
    {
        var given = caller is null ? Give(token)
            : new TokenGiven(token.ConversationId, caller.Text, (int)(token.ExpiresAt - time.GetUtcNow()).TotalSeconds);
        return new ConversationOpened(given.ConversationId, given.Token, given.ExpiresIn, links.Stream(http.Request, token, watermark));
    }
}
