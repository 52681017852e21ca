using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Inbound;
using CxBot.Language;
using CxBot.Web.Channels.WhatsApp.Graph;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Turns what WhatsApp sends into what goes into our log. Pure.</summary>
public static class WhatsAppTranslator
{
    /// <summary>Events that are lines at the desk and no turn of the bot.</summary>
    public const string Reaction = "whatsapp/reaction";
    public const string Edited = "whatsapp/edited";
    public const string Deleted = "whatsapp/deleted";
    public const string Moved = "whatsapp/moved";
    public const string Noted = "whatsapp/noted";
    public const string Called = "whatsapp/called";

    /// <summary>How the ids of calls begin: they are no messages, and cannot be marked as read.</summary>
    public const string CallPrefix = "call:";

    private const int MaxTextLength = 64 * 1024;
    internal const int MaxNameLength = 200;
    internal const int MaxIdLength = 400;

    /// <param name="message">One of the webhook's messages.</param>
    /// <param name="value">What is around it: the contacts.</param>
    /// <param name="fromShop">It is not from the customer but to them, from the shop's own phone.</param>
    /// <returns>Null where it cannot be anyone's, or is a group's.</returns>
    public static ChannelMessage? ToMessage(JsonElement message, JsonElement value, DateTimeOffset now, bool fromShop = false)
    {
        if (message.ValueKind != JsonValueKind.Object || message.Part("group_id") is not null)
            return null;
        var type = message.Text("type") ?? (message.Part("text") is null ? "" : "text");
        var (person, name) = fromShop ? WhatsAppPeople.Receiver(message, value) : WhatsAppPeople.Sender(message, value);
        var moved = type == "system" ? WhatsAppNumberChange.Read(message, person) : null;
        if (person.Phone is null && person.LastingId is null)
        {
            if (moved is null)
                return null;
            person = moved.From;
        }
        var sent = Moment(message, now);
        var content = WhatsAppContent.Read(type, message);
        return new ChannelMessage(person, name, new InboundMessage
        {
            ConversationId = new ConversationId(""),
            Channel = WhatsAppChannel.Key,
            Kind = content.Beside is MessageContent.Report ? MessageKind.Event : MessageKind.Text,
            Text = Cut(content.Text ?? "", MaxTextLength),
            ProviderId = Id(message),
            RepliesUntil = type == "system" || fromShop ? null : sent + WhatsAppChannel.Window,
            Raw = CleanText(message),
            Content = Around(content.Beside, message),
        })
        {
            Address = WhatsAppIds.AddressOf(person),
            Pressed = content.Pressed,
            MediaId = content.MediaId,
            FileName = content.FileName,
            Moved = moved,
            FromShop = fromShop,
            SentAt = sent,
            Edited = content.Edited,
            GivenPhone = content.GivenPhone,
        };
    }

    /// <summary>What any message may say of itself: what it answers, whence it came, which product it is about.</summary>
    private static MessageContent Around(MessageContent content, JsonElement message) => content with
    {
        ReplyTo = message.Part("context").Text("id") is { } quoted ? new QuotedMessage(Cut(quoted, MaxIdLength), null) : null,
        Forwarded = message.Part("context").Is("forwarded") || message.Part("context").Is("frequently_forwarded"),
        Referral = message.Part("referral") is { } ad
            ? new Referral(ad.Text("headline"), ad.Text("body"), ad.Text("source_url"), ad.Text("source_id"), ad.Text("ctwa_clid"))
            : null,
        Product = message.Part("context").Part("referred_product") is { } product && product.Text("product_retailer_id") is { } id
            ? new ReferredProduct(product.Text("catalog_id"), Cut(id, MaxNameLength)) : null,
    };

    /// <summary>A customer's call. We take none, so it was missed; but from then on they may be answered for a day. Null for a call that is
    /// not a customer's.</summary>
    public static ChannelMessage? ToCall(JsonElement call, JsonElement value, DateTimeOffset now)
    {
        if (call.ValueKind != JsonValueKind.Object || call.Text("id") is not { } id || call.Text("direction") is "BUSINESS_INITIATED"
            || call.Text("event") is not ("connect" or "terminate"))
            return null;
        var (person, name) = WhatsAppPeople.Sender(call, value);
        if (person.Phone is null && person.LastingId is null)
            return null;
        var at = Moment(call, now);
        return new ChannelMessage(person, name, new InboundMessage
        {
            ConversationId = new ConversationId(""),
            Channel = WhatsAppChannel.Key,
            Kind = MessageKind.Event,
            Text = "",
            // Its beginning and its end are one line.
            ProviderId = CallPrefix + Cut(id, MaxIdLength),
            RepliesUntil = at + WhatsAppChannel.Window,
            Content = new MessageContent.Report(Called, "{}"),
        })
        { Address = WhatsAppIds.AddressOf(person), SentAt = at };
    }

    /// <summary>What a customer set in their own app; null where it is no such thing.</summary>
    public static ChannelPreference? ToPreference(JsonElement said, JsonElement value, DateTimeOffset now)
    {
        if (said.Text("category") != "marketing_messages")
            return null;
        ConsentWish? wish = said.Text("value") switch { "stop" => ConsentWish.Stop, "resume" or "signup" => ConsentWish.Start, _ => null };
        var (person, name) = WhatsAppPeople.Preferring(said, value);
        if (wish is null || (person.Phone is null && person.LastingId is null))
            return null;
        return new(person, name, wish.Value, Moment(said, now), $"preference:{said.Text("timestamp")}:{said.Text("value")}");
    }

    private static DateTimeOffset Moment(JsonElement thing, DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeSeconds(
            Math.Clamp(long.TryParse(thing.Text("timestamp"), CultureInfo.InvariantCulture, out var seconds) ? seconds : long.MaxValue, 0,
                now.ToUnixTimeSeconds()));

    /// <summary>A report on one of our messages; null where it has no id or a status of no such kind.</summary>
    public static DeliveryReport? ToReport(JsonElement status)
    {
        var reached = Reached(status.Text("status"));
        if (reached is null || status.Text("id") is not { } id)
            return null;
        JsonElement? error = reached == DeliveryStatus.Failed ? status.Items("errors").Cast<JsonElement?>().FirstOrDefault() : null;
        return new(WhatsAppChannel.Key, Cut(id, MaxIdLength), reached.Value, error.Whole("code"),
            Cut(error.Text("title") ?? error.Text("message") ?? "", MaxNameLength) is { Length: > 0 } title ? title : null,
            status.Text("biz_opaque_callback_data"))
        {
            Pricing = status.Part("pricing") is { ValueKind: JsonValueKind.Object } pricing
                ? new(pricing.Is("billable"), Short(pricing.Text("pricing_model")), Short(pricing.Text("type")),
                    Short(pricing.Text("category"))) : null,
            Cause = error.Whole("code") switch
            {
                WhatsAppErrors.WindowShut or WhatsAppErrors.WindowShutOnce => RefusalCause.WindowShut,
                WhatsAppErrors.OptedOut => RefusalCause.OptedOut,
                _ => null,
            },
            Recipient = status.Text("recipient_user_id") is not null && status.Text("recipient_type") is null or "individual"
                ? WhatsAppPeople.Recipient(status) : null,
        };
    }

    private static DeliveryStatus? Reached(string? status) => status switch
    {
        "sent" => DeliveryStatus.Sent,
        "delivered" => DeliveryStatus.Delivered,
        "read" => DeliveryStatus.Read,
        "played" => DeliveryStatus.Played,
        "failed" => DeliveryStatus.Failed,
        _ => null,
    };

    private static string? Short(string? word) => word is null ? null : Cut(word, 40);

    /// <summary>Its own id; where it has none, one that the same message has again.</summary>
    private static string Id(JsonElement message) =>
        message.Text("id") is { Length: <= MaxIdLength } id ? id
            : "hash:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.GetRawText())));

    private static string CleanText(JsonElement message) => Channels.CleanText.Of(message.GetRawText());

    internal static string Cut(string text, int length) => text.Length <= length ? text : Channels.CleanText.Of(text[..length]);
}
