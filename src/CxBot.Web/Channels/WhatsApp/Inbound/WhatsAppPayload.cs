using System.Text.Json;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Inbound;
using CxBot.Language;

namespace CxBot.Web.Channels.WhatsApp.Inbound;

/// <summary>All that one webhook brought, read item by item: an odd one never spoils the others. Pure.</summary>
/// <remarks>developers.facebook.com, WhatsApp Business Platform, webhooks reference (May 2026).</remarks>
public sealed class WhatsAppPayload
{
    /// <summary>The fields that the owner subscribes the app to; docs/whatsapp.md says what each brings.</summary>
    public static readonly IReadOnlyList<string> Fields = ["messages", "smb_message_echoes", "user_preferences", "calls",
        .. WhatsAppAccount.Fields];

    private readonly HashSet<string> _setAside = [];
    private readonly HashSet<string> _otherNumbers = [];
    private readonly List<ChannelMessage> _messages = [];
    private readonly List<DeliveryReport> _reports = [];
    private readonly List<ChannelPreference> _preferences = [];
    private readonly List<AccountEvent> _news = [];

    private WhatsAppPayload()
    {
    }

    /// <summary>What customers sent, and what the shop's own phone sent them, in order.</summary>
    public IReadOnlyList<ChannelMessage> Messages => _messages;

    /// <summary>What became of what we sent.</summary>
    public IReadOnlyList<DeliveryReport> Reports => _reports;

    /// <summary>What customers want sent, as they set it in their own app.</summary>
    public IReadOnlyList<ChannelPreference> Preferences => _preferences;

    /// <summary>What Meta says of our account.</summary>
    public IReadOnlyList<AccountEvent> News => _news;

    /// <summary>Kinds of things that are not for us.</summary>
    public IReadOnlyCollection<string> SetAside => _setAside;

    /// <summary>Phone number ids that are not ours.</summary>
    public IReadOnlyCollection<string> OtherNumbers => _otherNumbers;

    /// <summary>A template was approved, rejected or paused.</summary>
    public bool TemplatesChanged { get; private set; }

    /// <summary>Nothing in it is to be stored.</summary>
    public bool IsEmpty => _messages.Count + _reports.Count + _preferences.Count + _news.Count == 0;

    /// <summary>What is to be stored, as the core knows it.</summary>
    public InboundBatch ToBatch() => new(Messages, Reports, Preferences, News);

    /// <param name="root">The body, already known to be Meta's.</param>
    /// <param name="phoneNumberId">The number that we serve.</param>
    /// <param name="accountId">The account it belongs to; null where it is not known.</param>
    /// <param name="now">Without a time of its own, a message was sent now.</param>
    public static WhatsAppPayload Read(JsonElement root, string phoneNumberId, string? accountId, DateTimeOffset now)
    {
        var payload = new WhatsAppPayload();
        foreach (var entry in root.Items("entry"))
            foreach (var change in entry.Items("changes"))
                payload.Read(change, entry, phoneNumberId, accountId, now);
        if (payload is { IsEmpty: true, TemplatesChanged: false } && payload._setAside.Count + payload._otherNumbers.Count == 0)
            payload._setAside.Add("nothing");
        return payload;
    }

    private void Read(JsonElement change, JsonElement entry, string phoneNumberId, string? accountId, DateTimeOffset now)
    {
        var field = change.Text("field") ?? "messages";
        var value = change.Part("value");
        if (WhatsAppAccount.Concerns(field))
        {
            TemplatesChanged |= WhatsAppAccount.ConcernsTemplates(field);
            if (!string.IsNullOrEmpty(accountId) && entry.Text("id") is { } account && account != accountId)
                _setAside.Add($"{Kind(field)} of account {Kind(account)}");
            else if (value is { } told && WhatsAppAccount.Read(field, told, entry, now) is { } read)
                _news.Add(read);
            return;
        }
        if (field is not ("messages" or "smb_message_echoes" or "user_preferences" or "calls"))
        {
            _setAside.Add(Kind(field));
            return;
        }
        if (value.Part("metadata").Text("phone_number_id") is { } number && number != phoneNumberId)
        {
            _otherNumbers.Add(Kind(number));
            return;
        }
        if (value is { } brought)
            Read(brought, now);
    }

    private void Read(JsonElement value, DateTimeOffset now)
    {
        foreach (var error in value.Items("errors"))
            _setAside.Add($"error {error.Text("code")}");
        foreach (var message in value.Items("messages"))
            Keep(_messages, WhatsAppTranslator.ToMessage(message, value, now), "message", message.Text("type") ?? "without a type");
        foreach (var echo in value.Items("message_echoes"))
            Keep(_messages, WhatsAppTranslator.ToMessage(echo, value, now, fromShop: true), "echo", echo.Text("type") ?? "without a type");
        foreach (var call in value.Items("calls"))
            Keep(_messages, WhatsAppTranslator.ToCall(call, value, now), "call", call.Text("event") ?? "without an event");
        foreach (var said in value.Items("user_preferences"))
            Keep(_preferences, WhatsAppTranslator.ToPreference(said, value, now), "preference",
                said.Text("category") ?? "without a category");
        foreach (var status in value.Items("statuses"))
            Keep(_reports, WhatsAppTranslator.ToReport(status), "status", status.Text("status") ?? "without a name");
    }

    private void Keep<T>(List<T> kept, T? read, string what, string kind) where T : class
    {
        if (read is not null)
            kept.Add(read);
        else
            _setAside.Add($"{what} {Kind(kind)}");
    }

    /// <summary>A name fit for a log: it may be anything.</summary>
    private static string Kind(string name) =>
        string.Concat(name.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '?'));
}
