using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CxBot.Web.Operations.Limits;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations.Network;

/// <summary>What is kept of a network address: a hash under a secret of this installation. Shares are counted by it, and nobody can read
/// addresses out of the database.</summary>
public sealed class AddressHash(SigningKey key, IOptions<RateLimitOptions> rates)
{
    private const int Bytes = 16;

    /// <summary>The hash of the caller's address; null where nothing is counted by address.</summary>
    public string? Of(HttpContext http) => rates.Value.Enabled
        ? Base64Url.EncodeToString(
            HMACSHA256.HashData(key.For("network-address"), Encoding.UTF8.GetBytes(NetworkAddress.Of(http))).AsSpan(0, Bytes))
        : null;
}
