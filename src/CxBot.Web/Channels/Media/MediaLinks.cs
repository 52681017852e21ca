using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CxBot.Media;
using CxBot.Web.Operations;
using CxBot.Web.Operations.Network;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.Media;

/// <summary>Signed links to stored files. Whoever has one may look, for at most an hour: pictures are loaded without a header.</summary>
public sealed class MediaLinks(SigningKey key, IOptions<MediaOptions> options, TimeProvider time)
{
    /// <summary>A path with a signature. The same within a tenth of its lifetime, so that browsers can keep what they have.</summary>
    public string ForFile(string id)
    {
        var lifetime = (long)options.Value.LinkLifetime.TotalSeconds;
        var step = Math.Max(1, lifetime / 10);
        var until = time.GetUtcNow().ToUnixTimeSeconds() / step * step + lifetime;
        return string.Create(CultureInfo.InvariantCulture, $"{InterfacePaths.Media}/{id}?e={until}&s={Sign(id, until)}");
    }

    /// <summary>The path of an agent's photo, which is public.</summary>
    public static string ForPhoto(string id) => $"{InterfacePaths.Media}/agent/{id}";

    /// <summary>Whether the link is one of ours, and whether it still counts.</summary>
    public LinkReading Read(string id, long until, string? signature)
    {
        if (signature is null
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(id, until))))
            return LinkReading.NotOurs;
        return until > time.GetUtcNow().ToUnixTimeSeconds() ? LinkReading.Good : LinkReading.Expired;
    }

    private string Sign(string id, long until) =>
        Base64Url.EncodeToString(
            HMACSHA256.HashData(
                key.For("media-link"), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}\n{until}"))));
}
