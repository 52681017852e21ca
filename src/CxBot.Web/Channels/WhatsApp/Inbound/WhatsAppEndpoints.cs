using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Web.Operations;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>The webhook. Nothing is parsed before the signature is right, and nothing is acknowledged before it is stored: Meta sends again
/// for seven days what it hears no 200 to.</summary>
public sealed partial class WhatsAppEndpoints(WhatsAppSignature signature, WhatsAppIntake intake, WhatsAppNews news,
    IOptions<WhatsAppOptions> options, TimeProvider time, RefusalLog refusals, ILogger<WhatsAppEndpoints> logger)
{
    public const string Path = "/channels/whatsapp/webhook";

    /// <summary>The largest body that Meta sends, bytes.</summary>
    public const int MaxBytes = 3 * 1024 * 1024;

    private readonly byte[] _verifyToken = SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.VerifyToken ?? ""));

    /// <summary>Meta asks whether the address is ours.</summary>
    public IResult Verify(HttpRequest request)
    {
        var said = SHA256.HashData(Encoding.UTF8.GetBytes(request.Query["hub.verify_token"].ToString()));
        if (request.Query["hub.mode"] != "subscribe" || !CryptographicOperations.FixedTimeEquals(said, _verifyToken))
        {
            refusals.Note(Refusal.WrongVerifyToken,
                "the WhatsApp webhook was asked to verify itself with another token than Channels:WhatsApp:VerifyToken");
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }
        return TypedResults.Text(request.Query["hub.challenge"].ToString(), "text/plain");
    }

    public async Task<IResult> ReceiveAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var request = http.Request;
        // Meta compresses nothing, and what unpacks to more than it shows is not let in.
        if (request.Headers.ContentEncoding.Count > 0)
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MaxBytes)
            return TooLarge();
        if (await BoundedBody.ReadBytesAsync(request.Body, MaxBytes, cancellationToken) is not { } body)
            return TooLarge();
        if (!signature.Fits(body, request.Headers[WhatsAppSignature.Header] is [{ } header] ? header : null))
        {
            refusals.Note(Refusal.UnsignedWebhook, "a WhatsApp webhook was not signed with Channels:WhatsApp:AppSecret");
            return TypedResults.Unauthorized();
        }

        WhatsAppPayload payload;
        try
        {
            using var json = JsonDocument.Parse(body);
            payload = WhatsAppPayload.Read(
                json.RootElement, options.Value.PhoneNumberId!, options.Value.BusinessAccountId, time.GetUtcNow());
        }
        catch (JsonException)
        {
            BodyUnreadable(logger, body.Length);
            return TypedResults.BadRequest();
        }
        foreach (var thing in payload.SetAside)
            ThingSetAside(logger, thing);
        foreach (var number in payload.OtherNumbers.Where(news.Other))
            OtherNumber(logger, number);
        await intake.StoreAsync(payload, cancellationToken);
        return TypedResults.Ok();
    }

    private Microsoft.AspNetCore.Http.HttpResults.StatusCodeHttpResult TooLarge()
    {
        refusals.Note(Refusal.LargeWebhook, $"a WhatsApp webhook had more than {MaxBytes / (1024 * 1024)} MB");
        return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
    }

    [LoggerMessage(3, LogLevel.Warning, "A signed WhatsApp webhook of {Bytes} bytes is not JSON; it was refused")]
    private static partial void BodyUnreadable(ILogger logger, int bytes);

    [LoggerMessage(5, LogLevel.Information, "A WhatsApp webhook brought what is not for us ({Thing}); it was set aside")]
    private static partial void ThingSetAside(ILogger logger, string thing);

    [LoggerMessage(6, LogLevel.Error,
        "WhatsApp messages come for phone number id {PhoneNumberId}, which is not Channels:WhatsApp:PhoneNumberId: they are dropped, and "
        + "nobody answers them. Serve that number with an app of its own, or take it out of the Meta app. Said once a day")]
    private static partial void OtherNumber(ILogger logger, string phoneNumberId);
}
