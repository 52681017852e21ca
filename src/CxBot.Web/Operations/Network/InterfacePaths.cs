namespace CxBot.Web.Operations.Network;

/// <summary>The paths under which programs, and pages of other sites, talk to this server.</summary>
public static class InterfacePaths
{
    public const string DirectLine = "/v3/directline";
    public const string Widget = "/widget";
    public const string Media = "/media";

    /// <summary>What programs of the owner's ask for, with a key.</summary>
    public const string Api = "/api/v1";

    /// <summary>Open to pages of the configured sites.</summary>
    public static bool IsOpenToSites(PathString path) =>
        path.StartsWithSegments(DirectLine) || path.StartsWithSegments(Widget) || path.StartsWithSegments(Media);

    /// <summary>Answers in JSON, errors too.</summary>
    public static bool AnswersInJson(PathString path) =>
        path.StartsWithSegments("/v3") || path.StartsWithSegments(Widget) || path.StartsWithSegments(Media)
        || path.StartsWithSegments("/api");

    /// <summary>Described in the OpenAPI document.</summary>
    /// <param name="relativePath">Without the slash at its beginning.</param>
    public static bool IsDescribed(string relativePath) =>
        relativePath.StartsWith(DirectLine[1..], StringComparison.Ordinal)
        || relativePath.StartsWith(Widget[1..] + "/", StringComparison.Ordinal)
        || relativePath.StartsWith(Api[1..] + "/", StringComparison.Ordinal);
}
