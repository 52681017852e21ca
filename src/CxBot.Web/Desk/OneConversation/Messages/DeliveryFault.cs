using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Web.Desk.Lists;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>Why a message did not arrive, or not yet, and what the agent can do about it.</summary>
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

    private static string Failed(DeskWords words, ChannelTraits channel, string name, Message message)
    {
        switch (message.FailureTitle)
        {
            case SendResult.StoppedByCustomer:
                return words["FailedStopped"];
            case ReplyWindow.Shut:
                return words.Say("FailedWindowShut", name, channel.ReplyLimit?.Bot.TotalHours);
            case SendResult.NoAddress:
                return words.Say("FailedNoAddress", name);
        }
        if (message.FailureCode is not { } code)
            return words.For(DeliveryStatus.Failed);
        var advice = channel.AdviseOnError?.Invoke(code, words.Language) ?? "";
        var said = string.IsNullOrEmpty(message.FailureTitle) ? words.Say("FailedWithCode", code, advice)
            : words.Say("FailedBecause", message.FailureTitle, code, advice);
        return said.TrimEnd();
    }
}
