namespace CxBot.Conversations;

/// <summary>How long a channel still lets us write freely. Pure: it is told the time.</summary>
/// <param name="Limited">The channel has such a limit at all.</param>
/// <param name="Left">How long it is still open; zero where it is shut, null where there is no limit.</param>
public sealed record ReplyWindow(bool Limited, TimeSpan? Left)
{
    /// <summary>Why a message was not even handed to the channel: <see cref="Message.FailureTitle"/>.</summary>
    public const string Shut = "window-shut";

    public bool IsOpen => !Limited || Left > TimeSpan.Zero;

    /// <summary>The window for what bot and system say.</summary>
    public static ReplyWindow OfBot(ChannelTraits channel, Conversation conversation, DateTimeOffset now) =>
        Of(channel, conversation.RepliesUntil, TimeSpan.Zero, now);

    /// <summary>The window for what agents write.</summary>
    public static ReplyWindow OfAgents(ChannelTraits channel, Conversation conversation, DateTimeOffset now) =>
        OfAgents(channel, conversation.RepliesUntil, now);

    /// <inheritdoc cref="OfAgents(ChannelTraits, Conversation, DateTimeOffset)"/>
    /// <param name="until">As the conversation keeps it: <see cref="Conversation.RepliesUntil"/>.</param>
    public static ReplyWindow OfAgents(ChannelTraits channel, DateTimeOffset? until, DateTimeOffset now) =>
        Of(channel, until, channel.ReplyLimit is { } limit ? limit.Agents - limit.Bot : TimeSpan.Zero, now);

    /// <param name="until">The end for the bot, as the conversation keeps it; null where the customer has never written.</param>
    /// <param name="longer">How much longer people may write.</param>
    private static ReplyWindow Of(ChannelTraits channel, DateTimeOffset? until, TimeSpan longer, DateTimeOffset now)
    {
        if (channel.ReplyLimit is null)
            return new(false, null);
        var left = until is { } end ? end + longer - now : TimeSpan.Zero;
        return new(true, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }
}
