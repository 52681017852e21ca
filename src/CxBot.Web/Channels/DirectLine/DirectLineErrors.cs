using Microsoft.AspNetCore.Http.HttpResults;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>The refusals of Direct Line. 403 is for tokens only, because stock clients take it for an expired one; 404 has one body, whether a conversation is missing or somebody else's.</summary>
public static class DirectLineErrors
{
    public static JsonHttpResult<ErrorBody> Bad(string message) => Of(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static JsonHttpResult<ErrorBody> MissingAuthorization() =>
        Of(StatusCodes.Status401Unauthorized, "MissingAuthorization", "Send the token in the header: Authorization: Bearer <token>.");

    public static JsonHttpResult<ErrorBody> TokenExpired() => Of(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired. Ask for a new one.");

    public static JsonHttpResult<ErrorBody> InvalidToken() => Of(StatusCodes.Status403Forbidden, "InvalidToken", "This token is not one of ours.");

    public static JsonHttpResult<ErrorBody> TicketUsed() => Of(StatusCodes.Status403Forbidden, "TicketUsed", "This streamUrl was used already; each works once. Ask for another: GET /conversations/{id}.");

    /// <summary>Its client may ask for /activities meanwhile.</summary>
    public static JsonHttpResult<ErrorBody> TooManySockets(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "30";
        return Of(StatusCodes.Status429TooManyRequests, "TooManySockets", "This network address has too many streams open. Close one, or try again in 30 s.");
    }

    public static JsonHttpResult<ErrorBody> SecretNeeded() => Of(StatusCodes.Status403Forbidden, "SecretNeeded", "Only the site's own server, which knows the secret, may do this.");

    public static JsonHttpResult<ErrorBody> ForeignOrigin() =>
        Of(StatusCodes.Status403Forbidden, "ForeignOrigin", "Pages of this origin may not use this server. It is not among Channels:DirectLine:AllowedOrigins.");

    public static JsonHttpResult<ErrorBody> NotFound() => Of(StatusCodes.Status404NotFound, "NotFound", "There is no such conversation.");

    public static JsonHttpResult<ErrorBody> TooLarge(string message) => Of(StatusCodes.Status413PayloadTooLarge, "TooLarge", message);

    public static JsonHttpResult<ErrorBody> WrongKind(string message) => Of(StatusCodes.Status415UnsupportedMediaType, "WrongKind", message);

    public static JsonHttpResult<ErrorBody> NoRoom(string message) => Of(StatusCodes.Status507InsufficientStorage, "NoRoom", message);

    public static JsonHttpResult<ErrorBody> Unavailable() => Of(StatusCodes.Status503ServiceUnavailable, "Unavailable", "The message could not be stored just now. Please try again.");

    private static JsonHttpResult<ErrorBody> Of(int status, string code, string message) =>
        TypedResults.Json(new ErrorBody(new ErrorDetail(code, message)), statusCode: status);
}
