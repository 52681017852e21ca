using System.Text;

namespace CxBot.Canned;

/// <summary>A canned reply as somebody wrote it, before it is checked and kept.</summary>
/// <param name="Id">The one that is changed; null for a new one.</param>
/// <param name="Version">Of the one that is changed, as it was read.</param>
/// <param name="Title">Where it is empty, the shortcut is the title.</param>
public sealed record CannedDraft(long? Id, int Version, bool IsShared, string Shortcut, string? Title, string Text)
{
    /// <summary>The same as it would be kept: without a slash before the shortcut, blanks around, and signs that nobody sees.</summary>
    public CannedDraft Tidied()
    {
        var shortcut = Clean(Shortcut).Trim().TrimStart('/').Normalize();
        var title = Clean(Title ?? "").ReplaceLineEndings(" ").Trim();
        return this with
        {
            Shortcut = shortcut,
            Title = title.Length == 0 ? shortcut : title,
            Text = Clean(Text).ReplaceLineEndings("\n").Trim(),
        };
    }

    /// <summary>What is wrong with a tidied one; null for nothing.</summary>
    public CannedProblem? Problem => this switch
    {
        { Shortcut.Length: 0 or > CannedReply.MaxShortcutLength } => CannedProblem.BadShortcut,
        _ when !Shortcut.All(sign => char.IsLetterOrDigit(sign) || sign == '-') => CannedProblem.BadShortcut,
        { Title.Length: > CannedReply.MaxTitleLength } => CannedProblem.TitleTooLong,
        { Text.Length: 0 } => CannedProblem.NoText,
        { Text.Length: > CannedReply.MaxTextLength } => CannedProblem.TextTooLong,
        _ when Placeholders.Unknown(Text).Count > 0 => CannedProblem.UnknownPlaceholder,
        _ => null,
    };

    public static string KeyOf(string shortcut) => shortcut.ToLowerInvariant();

    /// <summary>Without control signs, which databases refuse or nobody sees; half a surrogate pair becomes U+FFFD.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if ((!Rune.IsControl(rune) && !IsNoCharacter(rune.Value)) || rune.Value is '\n' or '\r' or '\t')
                clean.Append(rune);
        return clean.ToString();
    }

    /// <summary>What Unicode promises never to be a character: it cannot be normalised.</summary>
    private static bool IsNoCharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;
}

/// <summary>Why a canned reply was not kept.</summary>
public enum CannedProblem
{
    /// <summary>Empty, too long, or with other signs than letters, digits and dashes.</summary>
    BadShortcut,

    /// <summary>The owner has another one with this shortcut.</summary>
    ShortcutTaken,

    TitleTooLong,
    NoText,
    TextTooLong,

    /// <summary>It has a place that nothing fills: <c>{nma}</c>.</summary>
    UnknownPlaceholder,

    /// <summary>The owner has <see cref="CannedReplies.MaxPerOwner"/> already.</summary>
    TooMany,

    /// <summary>Somebody changed it since it was read.</summary>
    ChangedMeanwhile,

    /// <summary>It is no longer there, or never was this agent's.</summary>
    Gone,
}
