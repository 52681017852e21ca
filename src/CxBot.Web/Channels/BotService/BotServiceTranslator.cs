using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine;
using Microsoft.Bot.Schema;
using Newtonsoft.Json;

namespace CxBot.Web.Channels.BotService;

/// <summary>Between activities of Azure Bot Service and our log. Pure.</summary>
public static class BotServiceTranslator
{
    /// <summary>The channel's id made safe for an address: theirs holds anything, at any length.</summary>
    public static ConversationId ConversationId(IActivity activity) =>
        new("bs-" + Base64Url.EncodeToString(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{activity.ChannelId}\n{activity.Conversation?.Id}"))));

    public static CustomerAddress Customer(IActivity activity) =>
        new(BotServiceChannel.Key, "user", Cut($"{activity.ChannelId}/{activity.From?.Id}", 400));

    /// <summary>What goes into the log; null where there is nothing for it.</summary>
    public static InboundMessage? ToInbound(Activity activity)
    {
        var text = CleanText.Of(activity.Type == ActivityTypes.Message ? Spoken(activity) : "").Trim();
        var isEvent = activity.Type == ActivityTypes.Event && !string.IsNullOrEmpty(activity.Name) && activity.Name.Length <= 100;
        if (!isEvent && (activity.Type != ActivityTypes.Message || text.Length == 0))
            return null;
        return new InboundMessage
        {
            ConversationId = ConversationId(activity),
            Channel = BotServiceChannel.Key,
            Kind = isEvent ? MessageKind.Event : MessageKind.Text,
            Text = Cut(text, DirectLineReader.MaxTextLength),
            ProviderId = string.IsNullOrEmpty(activity.Id) ? null
                : Cut($"{activity.ChannelId}/{activity.Conversation?.Id}/{activity.Id}", 1000),
            Content = isEvent ? new MessageContent.Report(activity.Name, Value(activity.Value)) : Beside(activity),
            Raw = CleanText.Of(ActivityJson.Write(activity)),
        };
    }

    /// <summary>What the channel gets. Choices go as suggested actions; what only our widget understands stays here.</summary>
    public static Activity ToOutgoing(Message message, TranslationContext context)
    {
        var activity = DirectLineTranslator.ToActivity(message, context);
        activity.Id = null;
        activity.Timestamp = null;
        activity.ChannelId = null;
        activity.ChannelData = null;
        activity.Conversation = null;
        activity.Entities = null;
        return activity;
    }

    /// <summary>The conversation reference as it is kept.</summary>
    public static string Keep(ConversationReference reference) =>
        JsonConvert.SerializeObject(reference, Microsoft.Bot.Builder.Integration.AspNet.Core.HttpHelper.BotMessageSerializerSettings);

    public static ConversationReference Reference(string kept) =>
        JsonConvert.DeserializeObject<ConversationReference>(
            kept, Microsoft.Bot.Builder.Integration.AspNet.Core.HttpHelper.BotMessageSerializerSettings)!;

    private static string Spoken(Activity activity)
    {
        // In groups the channel puts the bot's own name before what is said.
        var text = activity.Recipient is null ? activity.Text : activity.RemoveRecipientMention();
        if (!string.IsNullOrWhiteSpace(text))
            return text;
        if (activity.Value is not null)
            return Value(activity.Value) ?? "";
        return activity.Attachments is { Count: > 0 } files ? string.Join(' ', files.Select(file => $"[{file.Name ?? file.ContentType}]"))
            : "";
    }

    /// <summary>Files lie with the channel, where agents may be able to open them; the bot reads none.</summary>
    private static MessageContent Beside(Activity activity) =>
        string.IsNullOrWhiteSpace(activity.Text) || activity.Attachments is not { Count: > 0 } files ? MessageContent.Empty
        : new MessageContent.Shared(
            new SharedPart(SharedKind.Unsupported,
                [.. files.Select(file => CleanText.Of($"{file.Name ?? file.ContentType} {Address(file)}".TrimEnd()))]));

    private static string? Address(Attachment file) =>
        Uri.TryCreate(file.ContentUrl, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? Cut(file.ContentUrl, 500) : null;

    private static string? Value(object? value) => value switch
    {
        null => null,
        string text => text,
        _ => JsonConvert.SerializeObject(value),
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : CleanText.Of(text[..length]);
}
