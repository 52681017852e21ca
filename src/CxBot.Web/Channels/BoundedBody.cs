using CxBot.Web.Bot;
using Microsoft.AspNetCore.Http.HttpResults;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels;

/// <summary>Reads a body within its bounds.</summary>
public static class BoundedBody
{
    /// <summary>The largest JSON body, bytes.</summary>
    public const int MaxJsonBytes = 100 * 1024;

    /// <summary>A JSON body, or the refusal; both null where there is none and none is required.</summary>
    public static async Task<(JObject? Body, IResult? Refused)> ReadJsonAsync(
        HttpRequest request, bool required, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MaxJsonBytes || await ReadBytesAsync(request.Body, MaxJsonBytes, cancellationToken) is not { } bytes)
            return (null, TooLarge());
        if (bytes.Length == 0 && !required)
            return (null, null);
        return ActivityJson.TryParse(bytes) is { } body ? (body, null) : (null, ChannelErrors.Bad("The body is not a JSON object."));
    }

    /// <summary>All bytes, or null where there are more than fit.</summary>
    public static async Task<byte[]?> ReadBytesAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > maxBytes)
                return null;
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static JsonHttpResult<ErrorBody> TooLarge() => ChannelErrors.TooLarge($"The body may have at most {MaxJsonBytes / 1024} KB.");
}
