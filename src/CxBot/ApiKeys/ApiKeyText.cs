using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CxBot.ApiKeys;

/// <summary>A key as it is written: <c>cxb_</c>, by which one that leaked is found, and 256 random bits.</summary>
public static class ApiKeyText
{
    public const string Prefix = "cxb_";

    private const int RandomBytes = 32;
    private const int EndingLength = 4;

    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(RandomBytes);

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static bool IsOne(string text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What is stored of it. A plain hash will do: nobody guesses 256 bits, and the look-up of a hash tells a guesser nothing by
    /// the time that it takes.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Ending(string text) => text[^EndingLength..];
}
