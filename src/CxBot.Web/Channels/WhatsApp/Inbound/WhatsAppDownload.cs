using System.Net;
using CxBot.Conversations;
using CxBot.Media;
using CxBot.Web.Channels.WhatsApp.Graph;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Downloads one file from Meta's hosts, and keeps it among the media.</summary>
public sealed partial class WhatsAppDownload(
    WhatsAppClient client, MediaStore store, IOptions<MediaOptions> limits, ILogger<WhatsAppDownload> logger)
{
    /// <returns>The file, or the key of the words that say why there is none.</returns>
    public async Task<(MediaReference? File, string? Problem)> FetchAsync(MediaFetch fetch, CancellationToken cancellationToken)
    {
        if (await client.MediaAddressAsync(fetch.MediaId, cancellationToken) is not { } address)
            return (null, "MediaGone");
        if (!client.IsMetas(address))
        {
            ForeignHost(logger, fetch.ConversationId, fetch.Sequence);
            return (null, "MediaGone");
        }
        using var response = await client.DownloadAsync(address, cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone || (int)response.StatusCode is >= 300 and < 400)
            return (null, "MediaGone");
        response.EnsureSuccessStatusCode();
        if (response.Content.Headers.ContentLength > limits.Value.MaxFileBytes)
            return (null, "MediaTooLarge");
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        return (await store.SaveAsync(content, fetch.FileName, fetch.ConversationId, cancellationToken), null);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "The file of message {Sequence} in conversation {ConversationId} is said to lie on a host that is not Meta's; it was not fetched")]
    private static partial void ForeignHost(ILogger logger, ConversationId conversationId, long sequence);
}
