using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Web.Desk.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.Testing;

/// <summary>A push service with one device behind it, which takes only what RFC 8030, 8188, 8291 and 8292 allow, and reads it as the
/// device would.</summary>
public sealed class FakePushService : IAsyncDisposable
{
    private const string Path = "/device/one";

    private readonly WebApplication _app;
    private readonly ECDiffieHellman _device = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);
    private readonly ConcurrentQueue<string> _strange = new();

    private FakePushService(WebApplication app) => _app = app;

    /// <summary>What the device read, in order.</summary>
    public ConcurrentQueue<JsonElement> Read { get; } = new();

    /// <summary>What it answers; 201 by default.</summary>
    public int Answers { get; set; } = StatusCodes.Status201Created;

    /// <summary>As the setting names it.</summary>
    public string Host => new Uri(_app.Urls.First()).Authority;

    /// <summary>As the device's browser would tell it.</summary>
    public PushAddress Address => new($"{_app.Urls.First()}{Path}", WebEncoders.Base64UrlEncode(Point(_device)),
        WebEncoders.Base64UrlEncode(_auth));

    public static async Task<FakePushService> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new FakePushService(app);
        app.MapPost(Path, service.TakeAsync);
        await app.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _device.Dispose();
        Assert.Empty(_strange);
    }

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        http.Response.StatusCode = Answers;
        try
        {
            var headers = http.Request.Headers;
            Assert.Equal(("aes128gcm", "application/octet-stream"), (headers.ContentEncoding.ToString(), http.Request.ContentType));
            Assert.True(int.Parse(headers["TTL"].ToString(), System.Globalization.CultureInfo.InvariantCulture) > 0);
            Assert.Contains(headers["Urgency"].ToString(), new[] { "very-low", "low", "normal", "high" });
            Assert.InRange(headers["Topic"].ToString().Length, 1, 32);
            Assert.InRange(body.Length, 1, 4096);
            IsProven(headers.Authorization.ToString());
            Read.Enqueue(JsonDocument.Parse(Decrypt(body.ToArray())).RootElement);
        }
        catch (Exception wrong) when (wrong is not OperationCanceledException)
        {
            _strange.Enqueue(wrong.ToString());
        }
    }

    /// <summary>Who calls has signed for this service, with the key that it names.</summary>
    private void IsProven(string authorization)
    {
        Assert.StartsWith("vapid t=", authorization, StringComparison.Ordinal);
        var (token, key) = (authorization["vapid t=".Length..authorization.IndexOf(',', StringComparison.Ordinal)],
            WebEncoders.Base64UrlDecode(authorization[(authorization.IndexOf("k=", StringComparison.Ordinal) + 2)..]));
        var parts = token.Split('.');
        using var signer = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = { X = key[1..33], Y = key[33..] },
        });
        Assert.True(signer.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]),
            HashAlgorithmName.SHA256));
        var claims = JsonDocument.Parse(WebEncoders.Base64UrlDecode(parts[1])).RootElement;
        Assert.Equal(_app.Urls.First(), claims.GetProperty("aud").GetString());
        Assert.NotEmpty(claims.GetProperty("sub").GetString()!);
    }

    private string Decrypt(byte[] body)
    {
        var (salt, sender) = (body[..16], body[21..86]);
        using var from = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = { X = sender[1..33], Y = sender[33..] },
        });
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, _device.DeriveRawSecretAgreement(from.PublicKey), 32, _auth,
            [.. "WebPush: info\0"u8, .. Point(_device), .. sender]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var plain = new byte[body.Length - 86 - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(nonce, body.AsSpan(86, plain.Length), body.AsSpan(body.Length - 16), plain);
        Assert.Equal(2, plain[^1]);
        return Encoding.UTF8.GetString(plain, 0, plain.Length - 1);
    }

    private static byte[] Point(ECDiffieHellman key)
    {
        var point = key.ExportParameters(false).Q;
        return [4, .. point.X!, .. point.Y!];
    }
}
