using CxBot.Conversations;

namespace CxBot.Turns;

/// <summary>A customer's message as a turn reads it.</summary>
/// <param name="Message">The message in the log: the customer's own words.</param>
/// <param name="Text">The words that the bot reads. They differ from the customer's where a middleware of the Bot Framework changed them,
/// for example by translating.</param>
public sealed record HeardMessage(Message Message, string Text)
{
    /// <summary>The message with the customer's own words.</summary>
    public static HeardMessage AsWritten(Message message) => new(message, message.Text);

    public long Sequence => Message.Sequence;
    public DateTimeOffset At => Message.At;
    public MessageContent Content => Message.Content;

    /// <summary>The customer's words, and the bot's where they differ. A pressed button says its title and a code is copied, so both are
    /// looked for in either.</summary>
    public IEnumerable<string> Wordings => Text == Message.Text ? [Text] : [Message.Text, Text];

    /// <summary>The words of several messages that are read as one text.</summary>
    public static string Join(IEnumerable<HeardMessage> messages) => string.Join('\n', messages.Select(m => m.Text)).Trim();
}
