using CxBot.Conversations;
using System.Globalization;
using CxBot.Handover;
using CxBot.Language.Contacts;

namespace CxBot.Search;

/// <summary>
/// What stands in the index beside words: numbers, and whom or what a conversation belongs to. Each begins with a sign that no word has,
/// so that nothing typed meets it by chance.
/// </summary>
public static class SearchTokens
{
    internal const string Gap = "·";
    internal const string PhoneStart = "·tel";

    private const int MinPhonePart = 5;
    private const int MinPhoneBegun = 4;

    /// <summary>An agent, by id: a new name needs no new index.</summary>
    public static string Agent(string id) => "·agent" + string.Concat(id.Where(char.IsAsciiLetterOrDigit));

    public static string Label(long id) => "·label" + id.ToString(CultureInfo.InvariantCulture);

    public static string Outcome(HandoverOutcome outcome) => "·outcome" + outcome;

    /// <summary>A number so that any part of at least five digits finds it: its own digits from each place on, and all with the
    /// country's.</summary>
    internal static IEnumerable<string> Phone(string number)
    {
        if (PhoneNumber.OwnDigits(number) is not { } own)
            yield break;
        for (var from = 0; from + MinPhonePart <= own.Length; from++)
            yield return PhoneStart + own[from..];
        if (PhoneNumber.DigitsOf(number) is var all && all != own)
            yield return PhoneStart + all;
    }

    /// <summary>What is looked for where digits are typed that may be a number or a part of one; nothing where they can be none.</summary>
    internal static IEnumerable<string> PhoneSought(string digits)
    {
        var own = PhoneNumber.OwnDigits(digits);
        if (own is not null)
            yield return PhoneStart + own;
        // The beginning of a number: 0812.
        else if (digits is { Length: >= MinPhoneBegun } and ['0', ..] && digits.TrimStart('0') is { Length: >= MinPhoneBegun - 1 } begun)
            yield return PhoneStart + begun;
        // Its end may begin with a zero too.
        if (digits.Length >= MinPhonePart && digits != own)
            yield return PhoneStart + digits;
    }
}
