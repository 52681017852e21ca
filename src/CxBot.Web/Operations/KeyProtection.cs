using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography;
using System.Xml.Linq;
using CxBot.Storage;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations;

/// <summary>Encrypts the keys with the owner's certificate, also those that are in the database already: a copy of the database alone opens
/// nothing then.</summary>
internal sealed class KeyProtection(
    X509Certificate2 certificate, IDbContextFactory<CxBotDbContext> contexts, ILoggerFactory loggers) : IHostedService
{
    private static readonly XNamespace Namespace = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>As the settings want it; without a certificate keys stay as they are.</summary>
    /// <exception cref="OptionsValidationException">The certificate cannot be used; it says why.</exception>
    public static void Add(IDataProtectionBuilder keys, IConfiguration configuration)
    {
        var options = configuration.GetSection(KeyCertificateOptions.Section).Get<KeyCertificateOptions>() ?? new KeyCertificateOptions();
        if (string.IsNullOrEmpty(options.Path))
            return;
        var certificate = Read(nameof(options.Path), options.Path, options.Password);
        keys.ProtectKeysWithCertificate(certificate);
        var previous = string.IsNullOrEmpty(options.PreviousPath) ? null
            : Read(nameof(options.PreviousPath), options.PreviousPath, options.PreviousPassword);
        keys.UnprotectKeysWithAnyCertificate(previous is null ? [certificate] : [certificate, previous]);
        keys.Services.AddHostedService(
            services => new KeyProtection(certificate, services.GetRequiredService<IDbContextFactory<CxBotDbContext>>(),
                services.GetRequiredService<ILoggerFactory>()));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var encryptor = new CertificateXmlEncryptor(certificate, loggers);
        foreach (var row in await db.DataProtectionKeys.Where(k => k.Xml != null && !k.Xml.Contains("encryptedSecret"))
            .ToListAsync(cancellationToken))
        {
            var key = XElement.Parse(row.Xml!);
            // As the framework itself writes a new key.
            foreach (var secret in key.Descendants().Where(e => (bool?)e.Attribute(Namespace + "requiresEncryption") == true).ToList())
            {
                var encrypted = encryptor.Encrypt(secret);
                secret.ReplaceWith(
                    new XElement(Namespace + "encryptedSecret",
                        new XAttribute("decryptorType", encrypted.DecryptorType.AssemblyQualifiedName!), encrypted.EncryptedElement));
            }
            row.Xml = key.ToString(SaveOptions.DisableFormatting);
        }
        await db.SaveChangesAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static X509Certificate2 Read(string setting, string path, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
            if (certificate.HasPrivateKey && certificate.GetRSAPrivateKey() is not null)
                return certificate;
            throw Wrong(setting, $"{path} has no RSA private key.");
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Wrong(setting, $"{path} cannot be read as a PKCS#12 file with this password ({unreadable.Message.TrimEnd('.')}).");
        }
    }

    private static OptionsValidationException Wrong(string setting, string why) =>
        new(KeyCertificateOptions.Section, typeof(KeyCertificateOptions),
            [$"{KeyCertificateOptions.Section}:{setting}: {why} Give a .pfx with its key, or leave the setting out."]);
}
