using System.Text;

namespace CxBot.Conversations;

/// <summary>What a customer wants of being written to on a channel.</summary>
public enum ConsentWish
{
    /// <summary>Nothing more is to be sent.</summary>
    Stop,

    /// <summary>Messages may come again.</summary>
    Start,
}

/// <summary>Reads the words by which customers stop messages and let them come again. Pure.</summary>
public static class ConsentWords
{
    private const int Longest = 40;

    private static readonly HashSet<string> Stops = ["stop", "berhenti", "unsubscribe", "stop promosi", "berhenti berlangganan", "stop langganan", "jangan kirim lagi", "stop all", "stopall", "opt out", "optout", "unreg"];
    private static readonly HashSet<string> Starts = ["start", "mulai", "unstop", "subscribe", "mulai lagi", "berlangganan", "opt in", "optin"];

    /// <summary>The wish, where the whole message is one; null for everything else: "stop kontak merah" is a question.</summary>
    public static ConsentWish? Read(string text)
    {
        if (text.Length > Longest) return null;
        var words = new StringBuilder(text.Length);
        foreach (var c in text) words.Append(char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ');
        var said = string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Stops.Contains(said) ? ConsentWish.Stop : Starts.Contains(said) ? ConsentWish.Start : null;
    }
}

/// <summary>One change of a customer's consent, kept for good.</summary>
public sealed class ConsentChange
{
    public long Id { get; init; }
    public long CustomerId { get; init; }
    public required string Channel { get; init; }
    public ConsentWish Wish { get; init; }

    /// <summary>The channel's id of the message that said so.</summary>
    public string? ProviderId { get; init; }
    public DateTimeOffset At { get; init; }
}
