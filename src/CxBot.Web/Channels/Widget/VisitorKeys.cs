using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.Widget;

/// <summary>Makes the key by which a visitor's browser is known again. Opaque, and worth nothing once changed or too old.</summary>
public sealed class VisitorKeys(IDataProtectionProvider protection, IOptions<WidgetOptions> options, TimeProvider time)
{
    private const int MaxKeyLength = 2000;

    private readonly IDataProtector _protector = protection.CreateProtector("CxBot.Visitor");

    public string Write(Visitor visitor) =>
        _protector.Protect(
            JsonSerializer.Serialize(
                new Kept(visitor.UserId, visitor.ConversationId, visitor.Verified,
                    (time.GetUtcNow() + options.Value.VisitorLifetime).ToUnixTimeSeconds())));

    /// <summary>The visitor, or null where the key is not ours or is too old.</summary>
    public Visitor? Read(string? key)
    {
        if (key is null or { Length: 0 or > MaxKeyLength })
            return null;
        try
        {
            var kept = JsonSerializer.Deserialize<Kept>(_protector.Unprotect(key));
            return kept is not null && kept.Until > time.GetUtcNow().ToUnixTimeSeconds()
                ? new Visitor(kept.User, kept.Conversation, kept.Verified) : null;
        }
        catch (Exception foreign) when (foreign is CryptographicException or JsonException)
        {
            return null;
        }
    }

    // Not ITimeLimitedDataProtector: that one reads the system's clock.
    private sealed record Kept(string User, ConversationId Conversation, bool Verified, long Until);
}
