using System.Text.Json;
using System.Text;
using CxBot.Web.Operations;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>Reads the tokens by which a shop says who its customers are: JWT, HS256 by the shop's own key, with <c>sub</c> and <c>exp</c>,
/// and <c>name</c> and <c>email</c> if it likes.</summary>
/// <remarks>What is not right in every part is not believed, and the visitor is unknown: never an error that a customer sees. The log says
/// why, without a word of it.</remarks>
public sealed class CustomerTokens(IOptions<DirectLineOptions> options, TimeProvider time, RefusalLog refusals)
{
    private const int MaxTokenLength = 4096;
    private const int MaxSubjectLength = 200;
    private const int MaxEmailLength = 254;

    /// <summary>Shops' clocks differ a little from ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private static readonly JsonWebTokenHandler Handler = new() { MaximumTokenSizeInBytes = MaxTokenLength };

    private readonly SecurityKey[] _keys =
        [.. new[] { options.Value.CustomerKey, options.Value.PreviousCustomerKey }.OfType<string>()
            .Select(key => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)))];

    /// <summary>The customer; null where there is no token, or none to be believed.</summary>
    public async Task<VerifiedCustomer?> ReadAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        var (customer, problem) = await CheckAsync(token);
        if (problem is not null)
            refusals.Note(Refusal.CustomerToken, problem);
        return customer;
    }

    private async Task<(VerifiedCustomer? Customer, string? Problem)> CheckAsync(string token)
    {
        if (_keys.Length == 0)
            return (null, $"{DirectLineOptions.Section}:CustomerKey is not set");
        if (token.Length > MaxTokenLength)
            return (null, "it is too long");
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = _keys,
            // The algorithm is ours to choose and not the token's.
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireSignedTokens = true,
            ValidateIssuer = false,
            ValidateAudience = false,
            // Checked below against our own clock.
            ValidateLifetime = false,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return (null, "it is not signed by the shop's key with HS256, or not a token at all");
        // RFC 7515, 4.1.11: what must be understood and is not makes it invalid.
        if (jwt.TryGetHeaderValue<object>("crit", out _))
            return (null, "it demands extensions");
        try
        {
            using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload));
            return Claims(payload.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException)
        {
            return (null, "its content cannot be read");
        }
    }

    private (VerifiedCustomer? Customer, string? Problem) Claims(JsonElement claims)
    {
        var now = time.GetUtcNow();
        if (claims.ValueKind != JsonValueKind.Object)
            return (null, "its content cannot be read");
        if (claims.Words("sub") is not { } subject || string.IsNullOrWhiteSpace(subject) || subject.Length > MaxSubjectLength)
            return (null, "it has no subject (sub), or a very long one");
        if (Moment(claims, "exp") is not { } expires)
            return (null, "it has no expiry (exp)");
        if (expires <= now - Skew)
            return (null, "it has expired");
        if (expires > now + options.Value.CustomerTokenLifetime + Skew)
            return (null, $"it works for longer than {DirectLineOptions.Section}:CustomerTokenLifetime");
        if (claims.TryGetProperty("nbf", out _) && !(Moment(claims, "nbf") <= now + Skew))
            return (null, "it does not work yet (nbf)");
        var name = claims.Words("name") is { } given && !string.IsNullOrWhiteSpace(given)
            ? CleanText.Of(given.Trim()[..Math.Min(given.Trim().Length, MaxSubjectLength)]) : null;
        var email = claims.Words("email")?.Trim() is { Length: <= MaxEmailLength } address
            && address.IndexOf('@', StringComparison.Ordinal) > 0 ? CleanText.Of(address) : null;
        // A page stays open for longer than a short token works; the visit has the limit that tokens have.
        return (new VerifiedCustomer(subject, name, email, now + options.Value.CustomerTokenLifetime), null);
    }

    private static DateTimeOffset? Moment(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.Number && claim.TryGetDouble(out var seconds)
        && seconds is >= 0 and < 253_402_300_799
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;
}
