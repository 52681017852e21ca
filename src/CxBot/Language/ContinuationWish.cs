using System.Text;

namespace CxBot.Language;

/// <summary>Reads the words by which customers of another channel ask to go on on the website. Pure.</summary>
public static class ContinuationWish
{
    private const int Longest = 60;

    private static readonly HashSet<string> Verbs = ["lanjut", "lanjutkan", "lanjutin", "pindah", "continue", "move", "switch"];
    private static readonly HashSet<string> Places = ["web", "website", "situs", "webnya", "websitenya", "site"];
    private static readonly HashSet<string> Fillers = ["di", "ke", "on", "to", "the", "your", "lewat", "via", "dong", "ya", "yuk", "aja", "saja", "mau", "saya", "chat", "chatnya", "percakapan", "ini", "this", "i", "want", "please", "tolong", "bisa", "min", "kak"];

    /// <summary>The whole message is the wish: "lanjut di web", and not "kenapa web tidak bisa lanjut bayar".</summary>
    public static bool IsForWeb(string text)
    {
        if (text.Length > Longest) return false;
        var letters = new StringBuilder(text.Length);
        foreach (var c in text) letters.Append(char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ');
        var words = letters.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Any(Verbs.Contains) && words.Any(Places.Contains) && words.All(w => Verbs.Contains(w) || Places.Contains(w) || Fillers.Contains(w));
    }
}
