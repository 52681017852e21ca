using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Text;
using CxBot.Words;

namespace CxBot.Continuation;

/// <summary>How a code is written, found in what a customer wrote, and kept. Pure but for the chance in <see cref="New"/>.</summary>
/// <remarks>8 characters of 30, with at least one letter and one digit: about 39 bits. No I, L, O, U, 0 or 1, which people mistake for each
/// other.</remarks>
public static partial class CodeText
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 8;

    /// <summary>More than the words around a code ever are.</summary>
    private const int MaxMessageLength = 300;

    /// <summary>Slow enough that a copy of the table gives no code away while it works, and fast enough for a turn: some
    /// milliseconds.</summary>
    private const int Rounds = 20_000;

    /// <summary>A new code, as it is shown: <c>AB2C-D3EF</c>.</summary>
    public static string New()
    {
        string code;
        do
            code = RandomNumberGenerator.GetString(Alphabet, Length);
        while (!IsMixed(code));
        return $"{code[..4]}-{code[4..]}";
    }

    /// <summary>The code in a message, where there is one: with its hyphen anywhere in it, or alone. An order number is rarely written so,
    /// a word never.</summary>
    public static CarriedCode? Read(string text)
    {
        if (text.Length > MaxMessageLength)
            return null;
        var alone = Alone().Match(text);
        if (alone.Success && Bare(alone.Value) is { } only)
            return new(only, alone.Value.Contains('-', StringComparison.Ordinal));
        foreach (Match within in Hyphened().Matches(text))
            if (Bare(within.Value) is { } found)
                return new(found, IsOurPhrase(text));
        return null;
    }

    /// <summary>What is kept of a code, and found by.</summary>
    /// <param name="code">Eight characters, as <see cref="Read"/> gives them, or with the hyphen.</param>
    public static string Hash(string code) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal)), "cxbot continuation code"u8, Rounds,
            HashAlgorithmName.SHA256, 32));

    private static string? Bare(string written)
    {
        var code = string.Concat(written.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) && IsMixed(code) ? code : null;
    }

    private static bool IsMixed(string code) => code.Any(char.IsAsciiDigit) && code.Any(char.IsAsciiLetter);

    private static bool IsOurPhrase(string text) =>
        CustomerWords.Languages.Any(language =>
            text.TrimStart().StartsWith(CustomerWords.Say("ContinueWith", language, "").TrimEnd(), StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^\W*[A-Za-z2-9]{4}[-\s]?[A-Za-z2-9]{4}\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();

    [GeneratedRegex(@"(?<![\w-])[A-Za-z2-9]{4}-[A-Za-z2-9]{4}(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Hyphened();
}

/// <summary>A code that a message carries.</summary>
/// <param name="Code">Eight characters.</param>
/// <param name="Plainly">The message is nothing else, so that a code which does not fit deserves a word; otherwise it may be about
/// something else.</param>
public sealed record CarriedCode(string Code, bool Plainly)
{
    // Never to be printed by accident.
    public override string ToString() => nameof(CarriedCode);
}
