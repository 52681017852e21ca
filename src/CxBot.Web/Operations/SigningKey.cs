using System.Security.Cryptography;
using System.Text;
using CxBot.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations;

/// <summary>The key behind tokens and signed links: random, kept (itself encrypted) in the database, so that both outlive a restart and
/// hold on every node.</summary>
public sealed class SigningKey(
    IDbContextFactory<CxBotDbContext> contexts, IDataProtectionProvider protection, IOptions<SigningKeyOptions> options) : IHostedService
{
    /// <summary>Names its row among the Data Protection keys, which is where secrets of an installation live.</summary>
    private const string RowName = "cxbot-signing-key:";

    private readonly IDataProtector _protector = protection.CreateProtector("CxBot.SigningKey");
    private byte[]? _master;

    /// <summary>A key for one purpose. It changes with the salt, so that a new secret of a channel ends all tokens.</summary>
    public byte[] For(string purpose) => HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        _master ?? throw new InvalidOperationException("The signing key is read when the app starts."),
        outputLength: 32,
        salt: SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Salt ?? "")),
        info: Encoding.UTF8.GetBytes(purpose));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        if (await ReadAsync(db, cancellationToken) is not { } key)
        {
            db.DataProtectionKeys.Add(new DataProtectionKey
            {
                FriendlyName = RowName + _protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))),
            });
            await db.SaveChangesAsync(cancellationToken);
            // Read back: of nodes that start together the first row counts for all.
            key = await ReadAsync(db, cancellationToken)
                ?? throw new InvalidOperationException("The signing key was stored but cannot be read back.");
        }
        _master = key;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<byte[]?> ReadAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.DataProtectionKeys.AsNoTracking().Where(k => k.FriendlyName!.StartsWith(RowName))
            .OrderBy(k => k.Id).Select(k => k.FriendlyName!).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            try
            {
                return Convert.FromBase64String(_protector.Unprotect(row[RowName.Length..]));
            }
            catch (CryptographicException)
            {
                // Made under a key ring that is gone; a later row may be readable.
            }
        }
        return null;
    }
}
