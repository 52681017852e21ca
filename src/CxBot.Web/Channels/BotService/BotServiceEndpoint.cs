using CxBot.Web.Bot;
using Microsoft.Bot.Builder.Integration.AspNet.Core;
using Microsoft.IdentityModel.Tokens;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.BotService;

/// <summary>The Bot Framework's endpoint. Looks at the shape first: on what is not an activity the adapter fails as if the fault were
/// ours.</summary>
public sealed partial class BotServiceEndpoint(CloudAdapter adapter, BotServiceIntake intake, ILogger<BotServiceEndpoint> logger)
{
    /// <summary>The largest activity, bytes.</summary>
    private const int MaxBytes = 256 * 1024;

    public async Task<IResult> ReceiveAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (await BoundedBody.ReadBytesAsync(http.Request.Body, MaxBytes, cancellationToken) is not { } bytes)
            return ChannelErrors.TooLarge($"An activity may have at most {MaxBytes / 1024} KB.");
        if (ActivityJson.TryParse(bytes) is not { } activity || !IsActivity(activity))
            return ChannelErrors.Bad("The body is not an activity with type, channelId, serviceUrl, from and conversation.");
        http.Request.Body = new MemoryStream(bytes);
        try
        {
            await adapter.ProcessAsync(http.Request, http.Response, intake, cancellationToken);
            return TypedResults.Empty;
        }
        catch (Exception forged) when (forged is SecurityTokenException or SecurityTokenArgumentException or ArgumentException)
        {
            return TypedResults.Unauthorized();
        }
        catch (InvalidOperationException unknown) when (unknown.Message.StartsWith("IDX20803", StringComparison.Ordinal))
        {
            // Whoever it is may be right: to be tried again when the keys can be had.
            KeysUnreachable(logger, unknown);
            return ChannelErrors.Unavailable();
        }
    }

    private static bool IsActivity(JObject activity) =>
        Text(activity["type"]) && Text(activity["channelId"]) && Text(activity["serviceUrl"]) && Text((activity["from"] as JObject)?["id"])
        && Text((activity["conversation"] as JObject)?["id"]);

    private static bool Text(JToken? token) => token is JValue { Value: string { Length: > 0 } };

    [LoggerMessage(1, LogLevel.Warning,
        "The Bot Framework's signing keys cannot be had, so a message could not be believed; the channel was told to try again")]
    private static partial void KeysUnreachable(ILogger logger, Exception failure);
}
