using System.Text.Json;
using CxBot.Customers;
using CxBot.Language;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Reads who something is from, to or about. The contacts beside it say more of them, but only where it is plain that they are the
/// same. Pure.</summary>
internal static class WhatsAppPeople
{
    public static (PersonOnChannel Person, string? Name) Sender(JsonElement message, JsonElement value) =>
        Find(message.Text("from"), message.Text("from_user_id"), message.Text("from_parent_user_id"), value);

    /// <summary>Whom the shop's own phone wrote to.</summary>
    public static (PersonOnChannel Person, string? Name) Receiver(JsonElement echo, JsonElement value)
    {
        // Of edits and deletions it is told with the two ends exchanged.
        var exchanged = echo.Text("to") is { } to && Digits(to) == Digits(value.Part("metadata").Text("display_phone_number"));
        return Find(exchanged ? echo.Text("from") : echo.Text("to"), echo.Text("to_user_id"), echo.Text("to_parent_user_id"), value);
    }

    public static (PersonOnChannel Person, string? Name) Preferring(JsonElement said, JsonElement value) =>
        Find(said.Text("wa_id"), said.Text("user_id"), said.Text("parent_user_id"), value);

    public static PersonOnChannel Recipient(JsonElement status) =>
        new(WhatsAppChannel.Key, Named(status.Text("recipient_user_id")), Named(status.Text("recipient_id")))
        {
            ParentId = Named(status.Text("recipient_parent_user_id")),
        };

    private static (PersonOnChannel Person, string? Name) Find(string? phone, string? id, string? parent, JsonElement value)
    {
        var contacts = value.Items("contacts").ToList();
        JsonElement? contact = contacts.Cast<JsonElement?>()
            .FirstOrDefault(c => (id is not null && c.Text("user_id") == id) || (phone is not null && c.Text("wa_id") == phone));
        // What names nobody is of the only one named.
        if (contact is null && phone is null && id is null && contacts.Count == 1)
            contact = contacts[0];
        phone ??= contact.Text("wa_id");
        id ??= contact.Text("user_id");
        parent ??= contact.Text("parent_user_id");
        var name = PersonName.Read(contact.Part("profile").Text("name")) ?? PersonName.Read(contact.Part("profile").Text("username"));
        return (new PersonOnChannel(WhatsAppChannel.Key, Named(id), Named(phone)) { ParentId = Named(parent) },
            name is null ? null : WhatsAppTranslator.Cut(name, WhatsAppTranslator.MaxNameLength));
    }

    private static string? Named(string? id) =>
        id?.Trim().TrimStart('+') is { Length: > 0 and <= WhatsAppTranslator.MaxIdLength } named ? named : null;

    private static string Digits(string? number) => number is null ? "" : string.Concat(number.Where(char.IsAsciiDigit));
}
