namespace CxBot.Conversations;

/// <summary>How long a channel still lets us write freely. Pure: it is told the time.</summary>
/// <param name="Limited">The channel has such a limit at all.</param>
/// <param name="Left">How long it is still open; zero where it is shut, null where there is no limit.</param>
public sealed record ReplyWindow(bool Limited, TimeSpan? Left)
{
    /// <summary>How long WhatsApp's customer service window is open after each of the customer's messages.</summary>
    public static readonly TimeSpan WhatsApp = TimeSpan.FromHours(24);

    /// <summary>Why a message was not even handed to the channel: <see cref="Message.FailureTitle"/>.</summary>
    public const string Shut = "window-shut";

    public bool IsOpen => !Limited || Left > TimeSpan.Zero;

    public static ReplyWindow Of(Conversation conversation, DateTimeOffset now) => Of(conversation.Channel, conversation.RepliesUntil, now);

    /// <param name="until">The end, as the conversation keeps it; null where the customer has never written.</param>
    public static ReplyWindow Of(string channel, DateTimeOffset? until, DateTimeOffset now)
    {
        if (channel != Channels.WhatsApp) return new(false, null);
        var left = (until ?? now) - now;
        return new(true, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
