using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CxBot.Tests.Testing;

/// <summary>A shop's server that says who its customers are, by hand: as any language would do it.</summary>
public static class ShopToken
{
    public const string Key = "the shop's own key, kept on its server";

    public static string For(string subject, DateTimeOffset now, string? name = null, string? email = null, string key = Key)
    {
        var payload = new JsonObject { ["sub"] = subject, ["exp"] = now.AddHours(1).ToUnixTimeSeconds() };
        if (name is not null)
            payload["name"] = name;
        if (email is not null)
            payload["email"] = email;
        return Make("""{"alg":"HS256","typ":"JWT"}""", payload.ToJsonString(), key);
    }

    public static string Make(string head, string payload, string key = Key)
    {
        var signed = $"{Part(head)}.{Part(payload)}";
        return $"{signed}.{Sign(signed, key)}";
    }

    public static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public static string Sign(string words, string key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(words)));
}
