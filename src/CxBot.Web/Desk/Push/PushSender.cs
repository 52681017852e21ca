using System.Net;
using System.Net.Http.Headers;
using CxBot.Alerts;
using Microsoft.AspNetCore.WebUtilities;

namespace CxBot.Web.Desk.Push;

/// <summary>Hands one message to a device's push service.</summary>
public sealed partial class PushSender(HttpClient http, PushKeys keys, PushGuard guard, PushDevices devices, ILogger<PushSender> logger)
{
    /// <summary>Who switches the phone on later than that is called for nothing.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(1);

    /// <param name="topic">A newer message of the same topic takes the place of one that was not delivered yet; at most 32 letters of
    /// base64url.</param>
    /// <returns>False where the device is gone for good.</returns>
    public async Task<bool> SendAsync(PushSubscription device, byte[] message, string topic, bool urgent,
        CancellationToken cancellationToken)
    {
        // Asked again: what may be called is a setting, and may have changed since the address was kept.
        if (devices.Open(device) is not { } to || guard.Allowed(to.Endpoint) is not { } endpoint)
            return false;
        using var content = new ByteArrayContent(PushCipher.Encrypt(message, WebEncoders.Base64UrlDecode(to.P256dh),
            WebEncoders.Base64UrlDecode(to.Auth)));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentEncoding.Add("aes128gcm");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", await keys.AuthorizationAsync(endpoint, cancellationToken));
        request.Headers.Add("TTL", ((int)Lasts.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", urgent ? "high" : "normal");
        request.Headers.Add("Topic", topic);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
                Refused(logger, endpoint.Host, (int)answer.StatusCode);
            return answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Gone);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Not its exception: that could hold the address.
            NotReached(logger, endpoint.Host, failure.GetType().Name);
            return true;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The push service {Host} refused a call with {Status}")]
    private static partial void Refused(ILogger logger, string host, int status);

    [LoggerMessage(2, LogLevel.Warning, "The push service {Host} could not be reached: {Failure}")]
    private static partial void NotReached(ILogger logger, string host, string failure);
}
