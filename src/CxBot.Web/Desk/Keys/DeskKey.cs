namespace CxBot.Web.Desk.Keys;

/// <summary>One key of the desk. It presses what is on the screen: what is not offered cannot be done by key.</summary>
/// <param name="Key">As the browser names it.</param>
/// <param name="Words">What it does, in the desk's words.</param>
/// <param name="Press">The selector of what is pressed; null where nothing is.</param>
/// <param name="Focus">The selector of what has the focus afterwards; null for what it was.</param>
public sealed record DeskKey(string Key, string Words, string? Press = null, string? Focus = null)
{
    /// <summary>The keys that work where nobody is writing, in the order of the help.</summary>
    public static readonly IReadOnlyList<DeskKey> All =
    [
        new("j", "KeyNext"),
        new("k", "KeyPrevious"),
        new("Enter", "KeyOpen"),
        new("t", "KeyTake", "[data-testid=take], [data-testid=take-from-bot], [data-testid=reopen]", "[data-tab=tab-reply]"),
        new("r", "KeyReply", "#tab-reply", "[data-tab=tab-reply]"),
        new("n", "KeyNote", "#tab-note", "[data-tab=tab-note]"),
        new("e", "KeyResolve", "[data-testid=resolve]"),
        new("@", "KeyTransfer", "[data-testid=transfer]"),
        new("#", "KeyLabel", "[data-testid=label]", "[data-testid=label-search]"),
        new("b", "KeyBrief", ".brief-toggle"),
        new("u", "KeyList", null, ".rows .row[aria-current], .rows .row"),
        new("/", "KeySearch", ".rail-link[href='desk/all']", "#search"),
        new("Escape", "KeyLeave"),
        new("Alt+1…3", "KeySuggestion"),
        new("Ctrl+K", "KeyPalette"),
        new("?", "KeyHelp"),
    ];
}
