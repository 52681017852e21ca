using CxBot.Conversations;
using CxBot.Web.Channels.WhatsApp.Inbound;

namespace CxBot.Web.Channels.WhatsApp.Desk;

/// <summary>WhatsApp's own events as one small line: reactions, edits, deletions, calls, new numbers.</summary>
internal static class WhatsAppEventLine
{
    public static string? Say(MessageContent.Report report, MessageRole role, string language)
    {
        var value = TolerantJson.Object(report.Value);
        var ofShop = role == MessageRole.Agent;
        return report.Name switch
        {
            WhatsAppTranslator.Reaction when value is not null => Reaction(value.Text("emoji"), ofShop, language),
            WhatsAppTranslator.Edited => Edit(value.Text("text"), ofShop, language),
            WhatsAppTranslator.Deleted => WhatsAppWords.Say(ofShop ? "EventShopDeleted" : "EventDeleted", language),
            WhatsAppTranslator.Called => WhatsAppWords.Say("EventCalled", language),
            WhatsAppTranslator.Moved => WhatsAppWords.Say("EventMoved", language),
            _ => null,
        };
    }

    private static string? Reaction(string? emoji, bool ofShop, string language)
    {
        if (ofShop)
            return emoji is null ? null : WhatsAppWords.Say("EventShopReacted", language, emoji);
        return emoji is null ? WhatsAppWords.Say("EventReactionGone", language) : WhatsAppWords.Say("EventReacted", language, emoji);
    }

    private static string Edit(string? text, bool ofShop, string language)
    {
        var key = ofShop ? "EventShopEdited" : "EventEdited";
        return text is null ? WhatsAppWords.Say(key + "Silently", language) : WhatsAppWords.Say(key, language, text);
    }
}
