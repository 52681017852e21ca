using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Web.Desk.Lists;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>Why a message did not arrive, or not yet, and what the agent can do about it: in the reader's words, never in the channel's.
/// Pure.</summary>
public static class DeliveryFault
{
    public static string Say(DeskWords words, ChannelTraits channel, Message message, DeliveryStatus delivery)
    {
        var name = ChannelNames.Say(words, channel);
        return delivery switch
        {
            DeliveryStatus.Queued when message.FailureCode is { } waits => words.Say("WaitsBecause", waits, name),
            DeliveryStatus.Unconfirmed => words.Say("DeliveryStatus_Unconfirmed", name),
            DeliveryStatus.Failed => Failed(words, channel, name, message),
            _ => words.For(delivery),
        };
    }

    /// <summary>What makes sense after this failure, as far as it can be told from it.</summary>
    public static WaysOut WaysOut(ChannelTraits channel, Message message) => message switch
    {
        { FailureTitle: SendResult.StoppedByCustomer or SendResult.NoAddress } => Conversations.WaysOut.OtherChannel,
        { FailureTitle: ReplyWindow.Shut } => Conversations.WaysOut.Template | Conversations.WaysOut.OtherChannel,
        { FailureCode: { } code } when channel.WaysOutOfError is { } ways => ways(code),
        _ => Conversations.WaysOut.Retry | Conversations.WaysOut.OtherChannel,
    };

    private static string Failed(DeskWords words, ChannelTraits channel, string name, Message message) => message switch
    {
        { FailureTitle: SendResult.StoppedByCustomer } => words["FailedStopped"],
        { FailureTitle: ReplyWindow.Shut } => words.Say("FailedWindowShut", name, channel.ReplyLimit?.Bot.TotalHours),
        { FailureTitle: SendResult.NoAddress } => words.Say("FailedNoAddress", name),
        { FailureCode: { } code } when channel.AdviseOnError?.Invoke(code, words.Language) is { Length: > 0 } advice => advice,
        _ => words.For(DeliveryStatus.Failed),
    };
}
