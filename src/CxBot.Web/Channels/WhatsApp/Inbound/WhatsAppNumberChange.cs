using System.Text.Json;
using CxBot.Customers;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>Reads the messages by which WhatsApp tells that a person has a new number or a new id. Pure.</summary>
internal static class WhatsAppNumberChange
{
    /// <summary>From whom to whom; null where it is another kind of system message.</summary>
    public static PersonMoved? Read(JsonElement message, PersonOnChannel sender)
    {
        var system = message.Part("system");
        if (system.Text("type") is not ("user_changed_number" or "customer_changed_number" or "user_changed_user_id"))
            return null;
        var numbers = system.Text("type") != "user_changed_user_id";
        var oldId = system.Text("previous_user_id") ?? (system.Text("user_id") == sender.LastingId ? null : sender.LastingId);
        var oldPhone = sender.Phone ?? system.Text("customer");
        var newPhone = numbers ? system.Text("wa_id") ?? system.Text("new_wa_id") : null;
        if (oldId is null && oldPhone is null)
            return null;
        return new(new PersonOnChannel(WhatsAppChannel.Key, oldId, oldPhone),
            new PersonOnChannel(WhatsAppChannel.Key, system.Text("user_id"), newPhone));
    }
}
