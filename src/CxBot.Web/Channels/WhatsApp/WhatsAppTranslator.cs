using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>Turns what WhatsApp sends into what goes into our log. Pure.</summary>
public static class WhatsAppTranslator
{
    /// <summary>Events that are lines at the desk and no turn of the bot.</summary>
    public const string Reaction = "whatsapp/reaction";
    public const string Edited = "whatsapp/edited";
    public const string Deleted = "whatsapp/deleted";
    public const string Moved = "whatsapp/moved";
    public const string Noted = "whatsapp/noted";

    private const int LongestText = 64 * 1024;
    private const int LongestName = 200;
    private const int LongestId = 400;

    /// <param name="message">One of the webhook's messages.</param>
    /// <param name="value">What is around it: the contacts.</param>
    /// <returns>Null where it cannot be anyone's, or is a group's.</returns>
    public static WhatsAppMessage? ToMessage(JsonElement message, JsonElement value, DateTimeOffset now)
    {
        if (message.ValueKind != JsonValueKind.Object || message.Part("group_id") is not null) return null;
        var type = message.Text("type") ?? (message.Part("text") is null ? "" : "text");
        var (person, name) = Sender(message, value);
        var moved = type == "system" ? WhatsAppMoves.Read(message, person) : null;
        if (person.Phone is null && person.LastingId is null)
        {
            if (moved is null) return null;
            person = moved.From;
        }
        var sent = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(long.TryParse(message.Text("timestamp"), CultureInfo.InvariantCulture, out var seconds) ? seconds : long.MaxValue, 0, now.ToUnixTimeSeconds()));
        var content = WhatsAppContent.Read(type, message);
        var read = new WhatsAppMessage(person, name, new InboundMessage
        {
            ConversationId = "",
            Channel = Conversations.Channels.WhatsApp,
            Kind = content.Event is null ? MessageKind.Text : MessageKind.Event,
            Text = Cut(content.Text ?? "", LongestText),
            ProviderId = Id(message),
            RepliesUntil = type == "system" ? null : sent + ReplyWindow.WhatsApp,
            Raw = CleanText(message),
            Content = new MessageContent
            {
                EventName = content.Event,
                EventValue = content.EventValue,
                Shared = content.Shared,
                ReplyTo = message.Part("context").Text("id") is { } quoted ? new QuotedMessage(Cut(quoted, LongestId), null) : null,
                Forwarded = message.Part("context").Is("forwarded") || message.Part("context").Is("frequently_forwarded"),
                Referral = message.Part("referral") is { } ad ? new Referral(ad.Text("headline"), ad.Text("body"), ad.Text("source_url")) : null,
            },
        })
        {
            Pressed = content.Pressed,
            MediaId = content.MediaId,
            FileName = content.FileName,
            Moved = moved,
        };
        return read;
    }

    /// <summary>A report on one of our messages; null where it has no id or a status of no such kind.</summary>
    public static DeliveryReport? ToReport(JsonElement status)
    {
        DeliveryStatus? reached = status.Text("status") switch
        {
            "sent" => DeliveryStatus.Sent,
            "delivered" => DeliveryStatus.Delivered,
            "read" => DeliveryStatus.Read,
            "played" => DeliveryStatus.Played,
            "failed" => DeliveryStatus.Failed,
            _ => null,
        };
        if (reached is null || status.Text("id") is not { } id) return null;
        JsonElement? error = reached == DeliveryStatus.Failed ? status.Items("errors").Cast<JsonElement?>().FirstOrDefault() : null;
        return new(Conversations.Channels.WhatsApp, Cut(id, LongestId), reached.Value, error.Whole("code"), Cut(error.Text("title") ?? error.Text("message") ?? "", LongestName) is { Length: > 0 } title ? title : null, status.Text("biz_opaque_callback_data"));
    }

    /// <summary>Who it is from. The contacts beside it say more of them, but only where it is plain that they are the same.</summary>
    private static (PersonOnChannel Person, string? Name) Sender(JsonElement message, JsonElement value)
    {
        var phone = message.Text("from");
        var id = message.Text("from_user_id");
        var contacts = value.Items("contacts").ToList();
        JsonElement? contact = contacts.Cast<JsonElement?>().FirstOrDefault(c => (id is not null && c.Text("user_id") == id) || (phone is not null && c.Text("wa_id") == phone));
        // A message that names nobody is from the only one named.
        if (contact is null && phone is null && id is null && contacts.Count == 1) contact = contacts[0];
        phone ??= contact.Text("wa_id");
        id ??= contact.Text("user_id");
        var name = contact.Part("profile").Text("name") ?? contact.Part("profile").Text("username");
        return (new PersonOnChannel(Conversations.Channels.WhatsApp, Named(id), Named(phone)), name is null ? null : Cut(name, LongestName));
    }

    private static string? Named(string? id) => id?.Trim().TrimStart('+') is { Length: > 0 and <= LongestId } named ? named : null;

    /// <summary>Its own id; where it has none, one that the same message has again.</summary>
    private static string Id(JsonElement message) =>
        message.Text("id") is { Length: <= LongestId } id ? id : "hash:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.GetRawText())));

    private static string CleanText(JsonElement message) => DirectLine.CleanText.Of(message.GetRawText());

    internal static string Cut(string text, int length) => text.Length <= length ? text : DirectLine.CleanText.Of(text[..length]);
}
