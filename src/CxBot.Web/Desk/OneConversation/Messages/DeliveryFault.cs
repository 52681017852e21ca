using CxBot.Conversations;
using CxBot.Web.Channels.WhatsApp.Graph;
using CxBot.Web.Channels.WhatsApp.Outbound;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>Why a message did not arrive, or not yet, and what the agent can do about it.</summary>
public static class DeliveryFault
{
    public static string Say(DeskWords words, Message message, DeliveryStatus delivery)
    {
        if (delivery == DeliveryStatus.Queued && message.FailureCode is { } waits)
            return words.Say("WaitsBecause", waits);
        if (delivery != DeliveryStatus.Failed)
            return words.For(delivery);
        if (message.FailureTitle == WhatsAppSender.StoppedByCustomer)
            return words["FailedStopped"];
        if (message.FailureTitle == ReplyWindow.Shut)
            return words["FailedWindowShut"];
        if (message.FailureTitle == WhatsAppSender.NoAddress)
            return words["FailedNoAddress"];
        if (message.FailureCode is not { } code)
            return words.For(delivery);
        var advice = words.For(WhatsAppErrors.Decide(code));
        return string.IsNullOrEmpty(message.FailureTitle)
            ? words.Say("FailedWithCode", code, advice)
            : words.Say("FailedBecause", message.FailureTitle, code, advice);
    }
}
