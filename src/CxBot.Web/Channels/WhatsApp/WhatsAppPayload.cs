using System.Text.Json;
using CxBot.Conversations;
using CxBot.Delivery;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>All that one webhook brought, read item by item: an odd one never spoils the others. Pure.</summary>
/// <param name="Messages">What customers sent, in order.</param>
/// <param name="Reports">What became of what we sent.</param>
/// <param name="SetAside">Kinds of things that are not for us.</param>
/// <param name="OtherNumbers">Phone number ids that are not ours.</param>
/// <param name="TemplatesChanged">A template was approved, rejected or paused.</param>
public sealed record WhatsAppPayload(IReadOnlyList<WhatsAppMessage> Messages, IReadOnlyList<DeliveryReport> Reports, IReadOnlyCollection<string> SetAside, IReadOnlyCollection<string> OtherNumbers, bool TemplatesChanged)
{
    /// <param name="root">The body, already known to be Meta's.</param>
    /// <param name="phoneNumberId">The number that we serve.</param>
    /// <param name="now">Without a time of its own, a message was sent now.</param>
    public static WhatsAppPayload Read(JsonElement root, string phoneNumberId, DateTimeOffset now)
    {
        var messages = new List<WhatsAppMessage>();
        var reports = new List<DeliveryReport>();
        var setAside = new HashSet<string>();
        var others = new HashSet<string>();
        var templates = false;
        foreach (var change in root.Items("entry").SelectMany(entry => entry.Items("changes")))
        {
            var field = change.Text("field") ?? "messages";
            if (field != "messages")
            {
                templates |= field.StartsWith("message_template", StringComparison.Ordinal) || field.StartsWith("template", StringComparison.Ordinal);
                setAside.Add(Kind(field));
                continue;
            }
            var value = change.Part("value");
            if (value.Part("metadata").Text("phone_number_id") is { } number && number != phoneNumberId)
            {
                others.Add(Kind(number));
                continue;
            }
            foreach (var error in value.Items("errors")) setAside.Add($"error {error.Text("code")}");
            foreach (var message in value.Items("messages"))
            {
                if (WhatsAppTranslator.ToMessage(message, value!.Value, now) is { } read) messages.Add(read);
                else setAside.Add($"message {Kind(message.Text("type") ?? "without a type")}");
            }
            foreach (var status in value.Items("statuses"))
            {
                if (WhatsAppTranslator.ToReport(status) is { } report) reports.Add(report);
                else setAside.Add($"status {Kind(status.Text("status") ?? "without a name")}");
            }
        }
        if (messages.Count + reports.Count + setAside.Count + others.Count == 0) setAside.Add("nothing");
        return new(messages, reports, setAside, others, templates);
    }

    /// <summary>A name fit for a log: it may be anything.</summary>
    private static string Kind(string name) => string.Concat(name.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '?'));
}

/// <summary>One thing that a customer sent.</summary>
/// <param name="Person">Who, as WhatsApp names them.</param>
/// <param name="Name">The name they gave themselves.</param>
/// <param name="Inbound">What goes into the log, before its conversation is known.</param>
public sealed record WhatsAppMessage(PersonOnChannel Person, string? Name, InboundMessage Inbound)
{
    /// <summary>The choice that was pressed, by the place of the message that offered it.</summary>
    public PressedChoice? Pressed { get; init; }

    /// <summary>The file to fetch, by its id at Meta.</summary>
    public string? MediaId { get; init; }
    public string? FileName { get; init; }

    /// <summary>They have a new number or id.</summary>
    public PersonMoved? Moved { get; init; }
}

/// <summary>A choice that was pressed: the place of the message that offered it, and which of its choices.</summary>
public sealed record PressedChoice(long Sequence, int Index);
