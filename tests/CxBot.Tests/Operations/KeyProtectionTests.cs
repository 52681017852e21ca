using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Operations;

public sealed class KeyProtectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_that_were_there_are_encrypted_too_and_go_on_working()
    {
        var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await using var visitor = await DirectLineCustomer.StartAsync(app);
        Assert.Contains("masterKey", await KeysAsync(app), StringComparison.Ordinal);
        var folder = await app.StopKeepingDataAsync();

        await using var again = await CxBotApp.StartAsync(folder: folder, settings: await CertificateAsync(folder));
        var keys = await KeysAsync(again);
        Assert.Contains("encryptedSecret", keys, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", keys, StringComparison.Ordinal);
        await using var same = await DirectLineCustomer.StartAsync(again, visitor.Visitor);
        Assert.Equal(visitor.ConversationId, same.ConversationId);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_stops_the_start_and_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-keys-").FullName;
        var settings = await CertificateAsync(folder);
        settings["Operations:KeyCertificate:Password"] = "another";
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => CxBotApp.StartAsync(KnowledgeFiles.Shop(), settings, folder));
        Assert.StartsWith("Operations:KeyCertificate:Path: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another", refused.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Dictionary<string, string?>> CertificateAsync(string folder)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var made = new CertificateRequest(
            "CN=cxbot keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        var path = Path.Combine(folder, "keys.pfx");
        await File.WriteAllBytesAsync(path, made.Export(X509ContentType.Pkcs12, "open sesame"), Token);
        return new() { ["Operations:KeyCertificate:Path"] = path, ["Operations:KeyCertificate:Password"] = "open sesame" };
    }

    private static Task<string> KeysAsync(CxBotApp app) =>
        app.ReadAsync(async db =>
            string.Join('\n', await db.DataProtectionKeys.Where(k => k.Xml != null).Select(k => k.Xml).ToListAsync(Token)));
}
