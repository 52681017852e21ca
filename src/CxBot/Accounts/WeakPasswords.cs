using System.Collections.Frozen;
using CxBot.Agents;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CxBot.Accounts;

/// <summary>
/// Refuses what is guessed first: what thousands choose, walks over the keyboard, repetitions, digits alone, and the agent's or the shop's
/// own words with little around them.
/// </summary>
public sealed class WeakPasswords(IOptions<WeakPasswordOptions> options) : IPasswordValidator<Agent>
{
    /// <summary>The codes of the errors, as <see cref="AccountProblem"/> names them.</summary>
    public const string Common = nameof(AccountProblem.PasswordCommon);
    public const string Own = nameof(AccountProblem.PasswordOwn);

    private const int MinWordLength = 4;
    private const int MinOwnWordLength = 3;
    private const int LettersOfOnesOwn = 6;

    private static readonly FrozenSet<string> Chosen = Read();
    private static readonly string[] Walks =
        ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "qazwsxedcrfvtgbyhnujmikolp",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

    public Task<IdentityResult> ValidateAsync(UserManager<Agent> manager, Agent user, string? password)
    {
        var own = Words(user.DisplayName).Concat(Words(user.Email)).Append(user.Email ?? "")
            .Concat(options.Value.OwnWords.SelectMany(Words));
        return Task.FromResult(Weakness(password ?? "", own) is { } code
            ? IdentityResult.Failed(new IdentityError { Code = code, Description = code })
            : IdentityResult.Success);
    }

    /// <summary>Why a password is too easy to guess, as an error's code; null where it is not. Pure.</summary>
    public static string? Weakness(string password, IEnumerable<string> ownWords)
    {
        var plain = password.Trim().ToLowerInvariant();
        if (IsOwn(plain, ownWords))
            return Own;
        var core = plain.Trim([.. plain.Where(letter => !char.IsLetter(letter)).Distinct()]);
        var letters = string.Concat(plain.Where(char.IsLetter));
        return letters.Length == 0 || plain.Distinct().Count() <= 4 || IsRepeated(plain) || IsWalk(plain)
            || new[] { plain, core, letters, AsLetters(core), AsLetters(plain) }.Any(IsChosen) ? Common : null;
    }

    /// <summary>A chosen one, or two of them in a row.</summary>
    private static bool IsChosen(string text) =>
        Chosen.Contains(text)
        || Enumerable.Range(MinWordLength, Math.Max(0, text.Length - 2 * MinWordLength + 1))
            .Any(at => Chosen.Contains(text[..at]) && Chosen.Contains(text[at..]));

    private static bool IsOwn(string plain, IEnumerable<string> ownWords)
    {
        var rest = plain;
        foreach (var word in ownWords.Select(word => word.ToLowerInvariant()).Where(word => word.Length >= MinOwnWordLength)
            .OrderByDescending(word => word.Length))
            rest = rest.Replace(word, "", StringComparison.Ordinal);
        return rest.Length < plain.Length && rest.Count(char.IsLetter) < LettersOfOnesOwn;
    }

    private static bool IsRepeated(string plain) =>
        Enumerable.Range(1, Math.Min(6, plain.Length / 2))
            .Any(unit => Enumerable.Range(unit, plain.Length - unit).All(at => plain[at] == plain[at - unit]));

    /// <summary>Nearly all of it is neighbours in a row, forwards or backwards.</summary>
    private static bool IsWalk(string plain)
    {
        var (walked, run) = (0, 1);
        for (var at = 1; at <= plain.Length; at++)
        {
            if (at < plain.Length && Walks.Any(walk => IsStep(walk, plain[at - 1], plain[at])))
            {
                run++;
                continue;
            }
            if (run >= 3)
                walked += run;
            run = 1;
        }
        return plain.Length - walked <= 3;
    }

    private static bool IsStep(string walk, char from, char to) => walk.IndexOf(from, StringComparison.Ordinal) is var at and >= 0
        && ((at + 1 < walk.Length && walk[at + 1] == to) || (at > 0 && walk[at - 1] == to));

    /// <summary>Digits and signs read as the letters they stand for.</summary>
    private static string AsLetters(string text) =>
        string.Concat(text.Select(letter =>
            letter switch { '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => letter }));

    private static IEnumerable<string> Words(string? text) => (text ?? "")
        .Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static FrozenSet<string> Read()
    {
        using var list = new StreamReader(typeof(WeakPasswords).Assembly.GetManifestResourceStream("CxBot.Accounts.common-passwords.txt")!);
        return list.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .ToFrozenSet(StringComparer.Ordinal);
    }
}

/// <summary>What else a password must not be made of.</summary>
public sealed class WeakPasswordOptions
{
    /// <summary>Words of the shop, such as its name.</summary>
    public IList<string> OwnWords { get; } = [];
}
