using CxBot.Delivery;

namespace CxBot.Inbound;

/// <summary>All that a channel brought in one call, read already, to be stored in one commit.</summary>
/// <param name="Messages">What customers sent, and what the shop's own phone sent them, in order.</param>
/// <param name="Reports">What became of what we sent.</param>
/// <param name="Preferences">What customers want sent, as they set it in the channel's own app.</param>
/// <param name="News">What the channel says of our account there.</param>
public sealed record InboundBatch(
    IReadOnlyList<ChannelMessage> Messages, IReadOnlyList<DeliveryReport> Reports, IReadOnlyList<ChannelPreference> Preferences,
    IReadOnlyList<AccountEvent> News)
{
    /// <summary>One message alone.</summary>
    public static InboundBatch Of(ChannelMessage message) => new([message], [], [], []);
}
