using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Tells whether a body was signed by Meta: HMAC-SHA256 of the exact bytes under the app's secret, or under the one before while
/// it is replaced.</summary>
public sealed class WhatsAppSignature(IOptions<WhatsAppOptions> options)
{
    public const string Header = "X-Hub-Signature-256";

    private const string Prefix = "sha256=";

    private readonly byte[][] _keys =
        [.. new[] { options.Value.AppSecret, options.Value.PreviousAppSecret }.Where(secret => !string.IsNullOrEmpty(secret))
            .Select(secret => Encoding.UTF8.GetBytes(secret!))];

    /// <param name="header">As it came: <c>sha256=</c> and 64 lower-case hexadecimal digits.</param>
    public bool Fits(ReadOnlySpan<byte> body, string? header)
    {
        if (header is not { Length: 71 } || !header.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        Span<byte> given = stackalloc byte[64];
        Span<byte> hash = stackalloc byte[32];
        Span<byte> wanted = stackalloc byte[64];
        if (!Ascii.IsValid(header) || Encoding.ASCII.GetBytes(header.AsSpan(Prefix.Length), given) != given.Length)
            return false;
        var fits = false;
        // All of them every time: which one fits is not to be told by the clock.
        foreach (var key in _keys)
        {
            HMACSHA256.HashData(key, body, hash);
            Convert.TryToHexStringLower(hash, wanted, out _);
            fits |= CryptographicOperations.FixedTimeEquals(given, wanted);
        }
        return fits;
    }
}
