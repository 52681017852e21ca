using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine;
using Microsoft.AspNetCore.Http.HttpResults;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels;

/// <summary>Reads a JSON body within its bounds.</summary>
public static class BoundedBody
{
    /// <summary>The largest JSON body, bytes.</summary>
    public const int MaxBytes = 100 * 1024;

    /// <summary>The body, or the refusal; both null where there is none and none is required.</summary>
    public static async Task<(JObject? Body, IResult? Refused)> ReadAsync(HttpRequest request, bool required, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxBytes) return (null, TooLarge());
        if (await ReadBytesAsync(request.Body, MaxBytes, cancellationToken) is not { } bytes) return (null, TooLarge());
        if (bytes.Length == 0 && !required) return (null, null);
        return ActivityJson.TryParse(bytes) is { } body ? (body, null) : (null, DirectLineErrors.Bad("The body is not a JSON object."));
    }

    /// <summary>All bytes, or null where there are more than fit.</summary>
    public static async Task<byte[]?> ReadBytesAsync(Stream stream, int most, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > most) return null;
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static JsonHttpResult<ErrorBody> TooLarge() => DirectLineErrors.TooLarge($"The body may have at most {MaxBytes / 1024} KB.");
}
