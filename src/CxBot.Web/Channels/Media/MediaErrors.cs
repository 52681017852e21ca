namespace CxBot.Web.Channels.Media;

/// <summary>Refusals of files.</summary>
public static class MediaErrors
{
    public static IResult NotFound() =>
        TypedResults.Json(new ErrorBody(new ErrorDetail("NotFound", "There is no such file.")), statusCode: StatusCodes.Status404NotFound);

    public static IResult Expired() =>
        TypedResults.Json(
            new ErrorBody(new ErrorDetail("LinkExpired", "This link has expired. Open the conversation again for a new one.")),
            statusCode: StatusCodes.Status403Forbidden);
}
