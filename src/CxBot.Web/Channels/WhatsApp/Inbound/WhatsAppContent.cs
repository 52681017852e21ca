using System.Text.Json;
using CxBot.Conversations;
using CxBot.Inbound;
using CxBot.Language;
using CxBot.Storage;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>What one message says, kind by kind. Pure.</summary>
internal sealed record WhatsAppContent
{
    private const int MaxLines = 30;
    private const int MaxLineLength = 300;

    public string? Text { get; init; }

    /// <summary>What it carries beside the text.</summary>
    public MessageContent Beside { get; init; } = MessageContent.Empty;

    public PressedChoice? Pressed { get; init; }
    public string? MediaId { get; init; }
    public string? FileName { get; init; }

    /// <summary>The id of the message that was edited, and its new words.</summary>
    public EditedMessage? Edited { get; init; }

    /// <summary>The customer's own number, given because we asked.</summary>
    public string? GivenPhone { get; init; }

    public static WhatsAppContent Read(string type, JsonElement message) => type switch
    {
        "text" => new() { Text = message.Part("text").Text("body") ?? message.Text("text") },
        "image" => Media(SharedKind.Image, message, type),
        "video" => Media(SharedKind.Video, message, type),
        "document" => Media(SharedKind.Document, message, type),
        "sticker" => Media(SharedKind.Sticker, message, type),
        "audio" or "voice" => Media(type == "voice" || message.Part(type).Is("voice") ? SharedKind.Voice : SharedKind.Audio, message, type),
        "location" => Location(message.Part("location")),
        "contacts" => Share(SharedKind.Contacts, message.Items("contacts").Select(Contact)) with { GivenPhone = Given(message) },
        "interactive" => Interactive(message.Part("interactive")),
        "button" => Pressing(message.Part("button").Text("payload"), message.Part("button").Text("text")),
        "order" => Share(SharedKind.Order, message.Part("order").Items("product_items").Select(Item)) with
        {
            Text = message.Part("order").Text("text"),
        },
        "reaction" => Happened(WhatsAppTranslator.Reaction,
            new { of = message.Part("reaction").Text("message_id"), emoji = message.Part("reaction").Text("emoji") }),
        "edit" => Happened(WhatsAppTranslator.Edited,
            new
            {
                of = message.Part("edit")
                .Text("original_message_id"),
                text = EditedText(message.Part("edit").Part("message"))
            }) with
        {
            Edited = Edit(message.Part("edit")),
        },
        "revoke" => Happened(WhatsAppTranslator.Deleted, new { of = message.Part("revoke").Text("original_message_id") }),
        "system" => Happened(
            message.Part("system").Text("type") is "user_changed_number" or "customer_changed_number" or "user_changed_user_id"
                ? WhatsAppTranslator.Moved : WhatsAppTranslator.Noted, new { text = message.Part("system").Text("body") }),
        "request_welcome" => Happened(WhatsAppTranslator.Noted, new { text = (string?)null }),
        _ => Share(SharedKind.Unsupported, [message.Part("unsupported").Text("type") ?? type]),
    };

    private static WhatsAppContent Media(SharedKind kind, JsonElement message, string type)
    {
        var media = message.Part(type);
        var id = media.Text("id");
        var failed = message.Items("errors").Any() || id is null;
        return new()
        {
            Text = media.Text("caption"),
            Beside = new MessageContent.Shared(new SharedPart(kind, Lines([media.Text("filename")]), Problem: failed ? "MediaGone" : null)),
            MediaId = failed ? null : id,
            FileName = media.Text("filename"),
        };
    }

    private static WhatsAppContent Location(JsonElement? location)
    {
        var (latitude, longitude) = (location.Number("latitude"), location.Number("longitude"));
        var place = latitude is >= -90 and <= 90 && longitude is >= -180 and <= 180;
        return new()
        {
            Beside = new MessageContent.Shared(
                new SharedPart(SharedKind.Location, Lines([location.Text("name"), location.Text("address")]), place ? latitude : null,
                    place ? longitude : null)),
        };
    }

    private static WhatsAppContent Interactive(JsonElement? interactive) => interactive.Text("type") switch
    {
        "button_reply" => Pressing(interactive.Part("button_reply").Text("id"), interactive.Part("button_reply").Text("title")),
        "list_reply" => Pressing(interactive.Part("list_reply").Text("id"), interactive.Part("list_reply").Text("title")),
        "nfm_reply" => Share(SharedKind.Form, Fields(interactive.Part("nfm_reply").Text("response_json"))),
        "call_permission_reply" => Happened(WhatsAppTranslator.Noted, new { text = (string?)null }),
        var other => Share(SharedKind.Unsupported, [other ?? "interactive"]),
    };

    private static WhatsAppContent Pressing(string? id, string? title)
    {
        if (WhatsAppIds.ReadRating(id) is var (handover, score))
            return Happened(EventNames.Rating, new { handover, score });
        if (WhatsAppIds.ReadAnswer(id) is var (kind, question, given))
            return Happened(EventNames.Rating, new { kind = EnumNames.CamelCase(kind), question, score = given });
        if (id == WhatsAppIds.ReturnToBot)
            return Happened(EventNames.ReturnToBot, new { });
        return new() { Text = title ?? id, Pressed = WhatsAppIds.ReadChoice(id) };
    }

    private static string? EditedText(JsonElement? message) =>
        message.Part("text").Text("body") ?? (message.Text("type") is { } type ? message.Part(type).Text("caption") : null);

    /// <summary>Words for words; what was edited under a picture is left a line at the desk.</summary>
    private static EditedMessage? Edit(JsonElement? edit) =>
        edit.Text("original_message_id") is { } id && edit.Part("message").Text("type") == "text"
        && EditedText(edit.Part("message")) is { } text ? new(id, text) : null;

    private static string? Given(JsonElement message) =>
        message.Items("contacts").ToList() is [var own] && own.Text("origin") == "contact_request"
        ? own.Items("phones").Select(phone => phone.Text("wa_id") ?? phone.Text("phone"))
            .Select(number => number is null ? "" : string.Concat(number.Where(char.IsAsciiDigit)))
            .FirstOrDefault(digits => digits.Length is > 4 and < 20)
        : null;

    private static string? Contact(JsonElement contact)
    {
        var name = PersonName.Read(contact.Part("name").Text("formatted_name")) ?? PersonName.Read(contact.Part("name").Text("first_name"));
        var phones = contact.Items("phones").Select(phone => phone.Text("phone") ?? phone.Text("wa_id"));
        var emails = contact.Items("emails").Select(email => email.Text("email"));
        return string.Join(" · ", new[] { name }.Concat(phones).Concat(emails).Where(part => part is not null));
    }

    private static string? Item(JsonElement item)
    {
        var price = item.Text("item_price") is { } amount ? $" · {amount} {item.Text("currency")}".TrimEnd() : "";
        return $"{item.Text("quantity") ?? "1"} × {item.Text("product_retailer_id")}{price}";
    }

    private static string? Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    /// <summary>What was filled in. It is text that should be JSON, and is not always.</summary>
    private static IEnumerable<string?> Fields(string? json)
    {
        if (json is null)
            return [];
        try
        {
            using var form = JsonDocument.Parse(json);
            if (form.RootElement.ValueKind != JsonValueKind.Object)
                return [json];
            return [.. form.RootElement.EnumerateObject().Where(field => field.Name != "flow_token")
                .Select(field => $"{field.Name}: {Plain(field.Value)}")];
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return [json];
        }
    }

    private static WhatsAppContent Share(SharedKind kind, IEnumerable<string?> lines) =>
        new() { Beside = new MessageContent.Shared(new SharedPart(kind, Lines(lines))) };

    private static List<string> Lines(IEnumerable<string?> lines) =>
        [.. lines.Where(line => !string.IsNullOrWhiteSpace(line)).Take(MaxLines)
            .Select(line => WhatsAppTranslator.Cut(line!, MaxLineLength))];

    private static WhatsAppContent Happened(string name, object value) =>
        new() { Beside = new MessageContent.Report(name, StoredJson.Write(value)) };
}
