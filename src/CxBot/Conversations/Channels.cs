namespace CxBot.Conversations;

/// <summary>The channels a customer can write on, as they are stored.</summary>
public static class Channels
{
    /// <summary>The website: our widget, and any Direct Line client.</summary>
    public const string Web = "web";

    /// <summary>Azure Bot Service and the Emulator, through <c>/api/messages</c>.</summary>
    public const string BotService = "bot-service";

    /// <summary>WhatsApp, through Meta's Cloud API.</summary>
    public const string WhatsApp = "whatsapp";

    /// <summary>Whether messages must be carried to the customer; otherwise the customer's client reads the log.</summary>
    public static bool IsPushed(string channel) => channel != Web;
}
