using CxBot.Words;

namespace CxBot.Continuation;

/// <summary>Reads what a customer says to "is this you?". Pure.</summary>
public static class ContinuationAnswer
{
    private static readonly HashSet<string> Yes = new(
        ["ya", "iya", "y", "betul", "benar", "itu saya", "ya saya", "iya saya", "ya itu saya", "yes", "yes its me", "thats me", "its me"],
        StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(
        ["tidak", "bukan", "bukan saya", "itu bukan saya", "nggak", "gak", "no", "not me", "no thats not me"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is; null where the message says neither.</summary>
    public static bool? Read(string text)
    {
        if (CustomerWords.IsSaid("ContinueYes", text))
            return true;
        if (CustomerWords.IsSaid("ContinueNo", text))
            return false;
        var plain = string.Concat(text.Where(c => char.IsLetter(c) || c == ' ')).Trim();
        return Yes.Contains(plain) ? true : No.Contains(plain) ? false : null;
    }
}
