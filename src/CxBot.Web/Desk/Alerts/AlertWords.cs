using CxBot.Alerts;

namespace CxBot.Web.Desk.Alerts;

/// <summary>What a notification says.</summary>
public static class AlertWords
{
    /// <summary>In characters: phones cut there, and nobody reads on.</summary>
    private const int MaxLength = 120;

    /// <param name="hide">Without the customer's name, and without anything that they said.</param>
    public static (string Title, string Text) Say(DeskWords words, DeskAlert alert, bool hide)
    {
        var who = hide ? words["AlertCustomer"] : Cut(CustomerNames.Say(words, alert.CustomerName, alert.CustomerId))!;
        var title = alert.Cause == AlertCause.Mentioned
            ? words.Say("Alert_Mentioned", alert.By ?? words["Team"], who)
            : words.Say($"Alert_{alert.Cause}", who);
        if (hide)
            return (title, words["AlertOpen"]);
        return (title, alert.Given is var (score, best) ? words.Say("AlertScore", score, best) : Cut(alert.Words) ?? words["AlertOpen"]);
    }

    private static string? Cut(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (text.Length <= MaxLength)
            return text;
        // Not through the middle of an emoji.
        var end = char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1;
        return text[..end] + "…";
    }
}
