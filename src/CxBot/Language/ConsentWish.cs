using System.Text;

namespace CxBot.Language;

/// <summary>What a customer wants of being written to on a channel.</summary>
public enum ConsentWish
{
    /// <summary>Nothing of the kind is to be begun by us any more. What the customer asks is answered all the same.</summary>
    Stop,

    /// <summary>It may come again.</summary>
    Start,
}

/// <summary>What kind of message a wish is about.</summary>
public enum ConsentPurpose
{
    /// <summary>All that we begin: offers, notices.</summary>
    All,

    /// <summary>Offers alone.</summary>
    Marketing,
}

/// <summary>Where a wish became known.</summary>
public enum ConsentSource
{
    /// <summary>The customer wrote it.</summary>
    Message,

    /// <summary>The customer set it in the channel's own app.</summary>
    Preference,

    /// <summary>The channel refused a message because of it.</summary>
    Refusal,
}

/// <summary>A wish, and what it is about.</summary>
public readonly record struct SaidConsent(ConsentWish Wish, ConsentPurpose Purpose);

/// <summary>Reads the words by which customers stop messages and let them come again. Pure.</summary>
public static class ConsentWords
{
    private const int Longest = 40;

    private static readonly HashSet<string> Stops = ["stop", "berhenti", "unsubscribe", "berhenti berlangganan", "stop langganan", "jangan kirim lagi", "stop all", "stopall", "opt out", "optout", "unreg"];
    private static readonly HashSet<string> StopsOfOffers = ["stop promosi", "stop promo", "berhenti promosi", "berhenti promo", "jangan kirim promo", "jangan kirim promosi", "jangan kirim promo lagi", "stop promotions", "stop offers"];
    private static readonly HashSet<string> Starts = ["start", "mulai", "unstop", "subscribe", "mulai lagi", "berlangganan", "opt in", "optin"];

    /// <summary>The wish, where the whole message is one; null for everything else: "stop kontak merah" is a question.</summary>
    public static SaidConsent? Read(string text)
    {
        if (text.Length > Longest) return null;
        var words = new StringBuilder(text.Length);
        foreach (var c in text) words.Append(char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ');
        var said = string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Stops.Contains(said) ? new(ConsentWish.Stop, ConsentPurpose.All)
            : StopsOfOffers.Contains(said) ? new(ConsentWish.Stop, ConsentPurpose.Marketing)
            : Starts.Contains(said) ? new(ConsentWish.Start, ConsentPurpose.All)
            : null;
    }
}
