using System.Security.Cryptography;
using System.Text.Json;
using CxBot.Storage;
using CxBot.Web.Operations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.Push;

/// <summary>By which push services know this installation (VAPID, RFC 8292): made once, kept encrypted in the database.</summary>
public sealed class PushKeys(IDbContextFactory<CxBotDbContext> contexts, Writer writer, IDataProtectionProvider protection,
    IOptions<PushOptions> push, IOptions<OperationsOptions> operations, TimeProvider time) : IDisposable
{
    /// <summary>Names its row among the Data Protection keys, which is where secrets of an installation live.</summary>
    private const string RowName = "cxbot-push-key:";

    /// <summary>RFC 8292 lets a token last a day; clocks differ.</summary>
    private static readonly TimeSpan TokenLasts = TimeSpan.FromHours(12);

    private readonly IDataProtector _protector = protection.CreateProtector("CxBot.PushKey");
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ECDsa? _key;

    /// <summary>The public half, as browsers want it.</summary>
    public async Task<string> PublicAsync(CancellationToken cancellationToken) =>
        WebEncoders.Base64UrlEncode(PushCipher.Point((await KeyAsync(cancellationToken)).ExportParameters(false)));

    /// <summary>Proves to a push service who calls.</summary>
    public async Task<string> AuthorizationAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        var key = await KeyAsync(cancellationToken);
        var claims = new
        {
            aud = endpoint.GetLeftPart(UriPartial.Authority),
            exp = (time.GetUtcNow() + TokenLasts).ToUnixTimeSeconds(),
            sub = Contact,
        };
        var said = $"{Part(new { typ = "JWT", alg = "ES256" })}.{Part(claims)}";
        var signature = key.SignData(System.Text.Encoding.ASCII.GetBytes(said), HashAlgorithmName.SHA256);
        return $"vapid t={said}.{WebEncoders.Base64UrlEncode(signature)}, k={await PublicAsync(cancellationToken)}";
    }

    private string Contact => push.Value.Contact
        ?? (operations.Value.PublicUrl is { } url && url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            ? url : "https://cxbot.invalid");

    private static string Part(object value) => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(value));

    private async Task<ECDsa> KeyAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known)
            return known;
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return _key ??= await ReadAsync(cancellationToken) ?? await MakeAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<ECDsa> MakeAsync(CancellationToken cancellationToken)
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var row = RowName + _protector.Protect(Convert.ToBase64String(made.ExportPkcs8PrivateKey()));
        await writer.RunAsync((db, token) =>
        {
            db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = row });
            return db.SaveChangesAsync(token);
        }, cancellationToken);
        // Read back: of nodes that make one together the first row counts for all.
        return await ReadAsync(cancellationToken)
            ?? throw new InvalidOperationException("The push key was stored but cannot be read back.");
    }

    private async Task<ECDsa?> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.DataProtectionKeys.AsNoTracking().Where(k => k.FriendlyName!.StartsWith(RowName))
            .OrderBy(k => k.Id).Select(k => k.FriendlyName!).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            try
            {
                var key = ECDsa.Create();
                key.ImportPkcs8PrivateKey(Convert.FromBase64String(_protector.Unprotect(row[RowName.Length..])), out _);
                return key;
            }
            catch (CryptographicException)
            {
                // Made under a key ring that is gone; a later row may be readable.
            }
        }
        return null;
    }

    public void Dispose()
    {
        _key?.Dispose();
        _oneAtATime.Dispose();
    }
}
