using System.Buffers.Text;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Channels.DirectLine.Tokens;

public sealed class CustomerTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 5, 0, 0, TimeSpan.Zero);
    private readonly CustomerTokens _tokens = Tokens(
        new DirectLineOptions { CustomerKey = ShopToken.Key, PreviousCustomerKey = ShopToken.Key + "-before" });

    [Fact]
    public async Task The_shops_own_token_says_who_it_is_by_the_new_key_and_by_the_one_before()
    {
        var customer = await _tokens.ReadAsync(ShopToken.For("c-42", Now, "Budi", "budi@shop.example"));
        Assert.Equal(("c-42", "Budi", "budi@shop.example"), (customer!.Subject, customer.Name, customer.Email));
        Assert.Equal("c-42", (await _tokens.ReadAsync(ShopToken.For("c-42", Now, key: ShopToken.Key + "-before")))!.Subject);
        Assert.Null(await Tokens(new DirectLineOptions()).ReadAsync(ShopToken.For("c-42", Now)));
        Assert.Null(await _tokens.ReadAsync(null));
    }

    [Fact]
    public async Task Of_two_hundred_forged_or_stale_ones_none_is_believed()
    {
        var forged = Forged().Take(200).ToList();
        Assert.Equal(200, forged.Count);
        foreach (var (why, token) in forged)
            Assert.True(await _tokens.ReadAsync(token) is null, why);
    }

    [Theory]
    [InlineData("short", null, "CustomerKey is too short")]
    [InlineData(ShopToken.Key, "short", "PreviousCustomerKey is too short")]
    [InlineData(null, ShopToken.Key, "PreviousCustomerKey is set without")]
    [InlineData(ShopToken.Key, null, null)]
    public void A_key_that_is_too_weak_is_refused_at_the_start(string? key, string? previous, string? problem) =>
        Assert.Contains(problem ?? "",
            new DirectLineOptions { CustomerKey = key, PreviousCustomerKey = previous }.Problems().FirstOrDefault()
            ?? (problem is null ? "" : "no problem"), StringComparison.Ordinal);

    private static IEnumerable<(string Why, string Token)> Forged()
    {
        var good = ShopToken.For("c-42", Now);
        var parts = good.Split('.');
        using var rsa = RSA.Create(2048);
        foreach (var alg in new[] { "none", "None", "NONE", "nOnE", "" })
        {
            var open = $"{ShopToken.Part($$"""{"alg":"{{alg}}","typ":"JWT"}""")}.{parts[1]}";
            yield return ("no signature", $"{open}.");
            yield return ("no signature, without the dot", open);
            yield return ("no algorithm, old signature", $"{open}.{parts[2]}");
        }
        foreach (var alg in new[] { "HS384", "HS512", "RS256", "ES256", "PS256", "hs256", "HS256 ", "A256KW", "dir" })
        {
            var head = $"{ShopToken.Part($$"""{"alg":"{{alg}}","typ":"JWT"}""")}.{parts[1]}";
            yield return ($"{alg} with a HS256 signature", $"{head}.{ShopToken.Sign(head, ShopToken.Key)}");
            yield return ($"{alg} with a SHA-384 signature",
                $"{head}.{Base64Url.EncodeToString(HMACSHA384.HashData(Encoding.UTF8.GetBytes(ShopToken.Key), Encoding.UTF8.GetBytes(head)))}");
            yield return ($"{alg} with a SHA-512 signature",
                $"{head}.{Base64Url.EncodeToString(HMACSHA512.HashData(Encoding.UTF8.GetBytes(ShopToken.Key), Encoding.UTF8.GetBytes(head)))}");
            yield return ($"{alg} with an RSA signature",
                $"{head}.{Base64Url.EncodeToString(rsa.SignData(Encoding.UTF8.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}");
        }
        yield return ("the key offered in the head",
            ShopToken.Make($$$"""{"alg":"HS256","jwk":{"kty":"oct","k":"{{{Base64Url.EncodeToString(Encoding.UTF8.GetBytes("another key that is long enough!"))}}}"}}""", $$"""{"sub":"c-42","exp":{{At(1)}}}""", "another key that is long enough!"));
        yield return ("extensions demanded",
            ShopToken.Make("""{"alg":"HS256","crit":["b64"],"b64":true}""", $$"""{"sub":"c-42","exp":{{At(1)}}}"""));
        foreach (var key in new[] { "", "another key that is long enough!", ShopToken.Key.ToUpperInvariant(), ShopToken.Key + " ",
            ShopToken.Key[1..], "secret" })
            yield return ("another key", ShopToken.For("c-42", Now, key: key));
        foreach (var payload in new[]
        {
            """{"sub":"c-42"}""", $$"""{"exp":{{At(1)}}}""", $$"""{"sub":"","exp":{{At(1)}}}""", $$"""{"sub":"  ","exp":{{At(1)}}}""",
            $$"""{"sub":null,"exp":{{At(1)}}}""", $$"""{"sub":{"a":1},"exp":{{At(1)}}}""", $$"""{"sub":["c-42"],"exp":{{At(1)}}}""",
            $$"""{"sub":"{{new string('x', 201)}}","exp":{{At(1)}}}""", $$"""{"sub":"c-42","exp":"{{At(1)}}"}""",
            """{"sub":"c-42","exp":null}""", """{"sub":"c-42","exp":true}""", """{"sub":"c-42","exp":-1}""",
            """{"sub":"c-42","exp":1e300}""", """{"sub":"c-42","exp":0}""",
            $$"""{"sub":"c-42","exp":{{At(13)}}}""", $$"""{"sub":"c-42","exp":{{At(24 * 365)}}}""",
            $$"""{"sub":"c-42","exp":{{At(2)}},"nbf":{{At(1)}}}""", $$"""{"sub":"c-42","exp":{{At(2)}},"nbf":"now"}""", "[]", "\"c-42\"",
            "", "{",
        })
            yield return (payload, ShopToken.Make("""{"alg":"HS256"}""", payload));
        for (var minutes = 2; minutes < 62; minutes += 4)
            yield return ("expired",
                ShopToken.Make("""{"alg":"HS256"}""", $$"""{"sub":"c-42","exp":{{Now.AddMinutes(-minutes).ToUnixTimeSeconds()}}}"""));
        foreach (var text in new[] { "x", ".", "..", "...", "a.b.c", "eyJ.eyJ.eyJ", "null", "Bearer " + good, good + ".",
            good + "." + parts[2], parts[0] + "." + parts[1], new string('a', 5000), good + new string('A', 5000), "\0", "👋.👋.👋" })
            yield return ("no token", text);
        yield return ("another's content under this signature",
            $"{parts[0]}.{ShopToken.Part($$"""{"sub":"c-1","exp":{{At(1)}}}""")}.{parts[2]}");
        // One character changed, anywhere: each bit that counts.
        for (var i = 0; i < good.Length - 1; i++)
        {
            if (good[i] == '.')
                continue;
            var changed = good.ToCharArray();
            changed[i] = good[i] == 'A' ? 'B' : 'A';
            yield return ($"changed at {i}", new string(changed));
        }
    }

    private static long At(int hours) => Now.AddHours(hours).ToUnixTimeSeconds();

    private static CustomerTokens Tokens(DirectLineOptions options) => new(Options.Create(options), new FakeTimeProvider(Now), Refusals);

    private static readonly RefusalLog Refusals = new(
        new CxBotMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()),
        TimeProvider.System, NullLogger<RefusalLog>.Instance);
}
