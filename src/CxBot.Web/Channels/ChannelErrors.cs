using Microsoft.AspNetCore.Http.HttpResults;

namespace CxBot.Web.Channels;

/// <summary>The refusals that every channel may need.</summary>
public static class ChannelErrors
{
    public static JsonHttpResult<ErrorBody> Bad(string message) => Of(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static JsonHttpResult<ErrorBody> ForeignOrigin() =>
        Of(StatusCodes.Status403Forbidden, "ForeignOrigin",
            "Pages of this origin may not use this server. It is not among Channels:DirectLine:AllowedOrigins.");

    public static JsonHttpResult<ErrorBody> NotFound() => Of(StatusCodes.Status404NotFound, "NotFound", "There is no such conversation.");

    public static JsonHttpResult<ErrorBody> TooLarge(string message) => Of(StatusCodes.Status413PayloadTooLarge, "TooLarge", message);

    public static JsonHttpResult<ErrorBody> WrongKind(string message) =>
        Of(StatusCodes.Status415UnsupportedMediaType, "WrongKind", message);

    public static JsonHttpResult<ErrorBody> NoRoom(string message) => Of(StatusCodes.Status507InsufficientStorage, "NoRoom", message);

    public static JsonHttpResult<ErrorBody> Unavailable() =>
        Of(StatusCodes.Status503ServiceUnavailable, "Unavailable", "The message could not be stored just now. Please try again.");

    internal static JsonHttpResult<ErrorBody> Of(int status, string code, string message) =>
        TypedResults.Json(new ErrorBody(new ErrorDetail(code, message)), statusCode: status);
}
