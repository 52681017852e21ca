using CxBot.Conversations;

namespace CxBot.Delivery;

/// <summary>Carries messages to customers on a channel that must be pushed to. A channel whose clients read the log has none.</summary>
public interface IChannelSender
{
    /// <summary>The channel it serves, by its key.</summary>
    string Channel { get; }

    /// <summary>Sends one message.</summary>
    /// <param name="attempts">How often it was tried in vain before.</param>
    /// <exception cref="Exception">It was not sent; it is tried again later.</exception>
    Task<SendResult> SendAsync(Conversation conversation, Message message, int attempts, CancellationToken cancellationToken);
}
