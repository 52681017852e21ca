using Microsoft.AspNetCore.Http.Features;

namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>Who calls: a customer's client with a token, or the site's server with the secret.</summary>
/// <param name="Token">Null for the server.</param>
/// <param name="Text">The token as it was sent.</param>
public sealed record DirectLineCaller(DirectLineToken? Token, string Text)
{
    /// <summary>Whoever <see cref="DirectLineAccess"/> has let in.</summary>
    public static DirectLineCaller Of(HttpContext http) => http.Features.GetRequiredFeature<DirectLineCaller>();
}
