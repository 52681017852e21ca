using Microsoft.AspNetCore.Http.HttpResults;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>The refusals of Direct Line. 403 is for tokens only, because stock clients take it for an expired one; 404 has one body,
/// whether a conversation is missing or somebody else's.</summary>
public static class DirectLineErrors
{
    public static JsonHttpResult<ErrorBody> MissingAuthorization() =>
        ChannelErrors.Of(
            StatusCodes.Status401Unauthorized, "MissingAuthorization", "Send the token in the header: Authorization: Bearer <token>.");

    public static JsonHttpResult<ErrorBody> TokenExpired() =>
        ChannelErrors.Of(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired. Ask for a new one.");

    public static JsonHttpResult<ErrorBody> InvalidToken() =>
        ChannelErrors.Of(StatusCodes.Status403Forbidden, "InvalidToken", "This token is not one of ours.");

    public static JsonHttpResult<ErrorBody> TicketUsed() =>
        ChannelErrors.Of(StatusCodes.Status403Forbidden, "TicketUsed",
            "This streamUrl was used already; each works once. Ask for another: GET /conversations/{id}.");

    /// <summary>Its client may ask for /activities meanwhile.</summary>
    public static JsonHttpResult<ErrorBody> TooManySockets(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "30";
        return ChannelErrors.Of(StatusCodes.Status429TooManyRequests, "TooManySockets",
            "This network address has too many streams open. Close one, or try again in 30 s.");
    }

    public static JsonHttpResult<ErrorBody> SecretNeeded() =>
        ChannelErrors.Of(
            StatusCodes.Status403Forbidden, "SecretNeeded", "Only the site's own server, which knows the secret, may do this.");
}
