using System.Text.Json;
using CxBot.Conversations;
using CxBot.Web.Channels.WhatsApp.Inbound;

namespace CxBot.Web.Desk.OneConversation.Messages;

/// <summary>What a customer's client reported, as one small line; null for what no agent needs to see.</summary>
public static class EventLine
{
    public static string? Say(DeskWords words, Message message) => (message.Content as MessageContent.Report)?.Name switch
    {
        EventNames.Rating when Value(message) is { } value && Number(value, "score") is { } score =>
            Text(value, "comment") is { } comment ? words.Say("EventRatedWith", score, comment) : words.Say("EventRated", score),
        EventNames.Contact when Value(message) is { } value =>
            Text(value, "phone") is { } phone ? words.Say("EventContact", phone)
            : Text(value, "email") is { } email ? words.Say("EventContact", email)
            : words["EventContactRefused"],
        WhatsAppTranslator.Reaction when Value(message) is { } value => Text(value, "emoji") is { } emoji
            ? words.Say("EventReacted", emoji) : words["EventReactionGone"],
        WhatsAppTranslator.Edited when message.Role == MessageRole.Agent => Value(message) is { } value && Text(value, "text") is { } text
            ? words.Say("EventShopEdited", text) : words["EventShopEditedSilently"],
        WhatsAppTranslator.Deleted when message.Role == MessageRole.Agent => words["EventShopDeleted"],
        WhatsAppTranslator.Reaction when message.Role == MessageRole.Agent => Value(message) is { } value
            && Text(value, "emoji") is { } emoji ? words.Say("EventShopReacted", emoji) : null,
        WhatsAppTranslator.Called => words["EventCalled"],
        WhatsAppTranslator.Edited => Value(message) is { } value && Text(value, "text") is { } text ? words.Say("EventEdited", text)
            : words["EventEditedSilently"],
        WhatsAppTranslator.Deleted => words["EventDeleted"],
        WhatsAppTranslator.Moved => words["EventMoved"],
        EventNames.ReturnToBot => words["EventReturned"],
        EventNames.Context when Value(message) is { } value && Text(value, "title") is { } title => words.Say("EventPage", title),
        _ => null,
    };

    private static JsonElement? Value(Message message)
    {
        if (message.Content is not MessageContent.Report { Value: { } json })
            return null;
        try
        {
            using var read = JsonDocument.Parse(json);
            return read.RootElement.ValueKind == JsonValueKind.Object ? read.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // It came from a stranger's browser.
            return null;
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() is { Length: > 0 } text
            ? text : null;

    private static int? Number(JsonElement value, string name) =>
        value.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) ? number
            : null;
}
