using CxBot.Conversations;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine.Tokens;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Reads posted activities. Pure.</summary>
public static class DirectLineReader
{
    /// <summary>The longest text, characters.</summary>
    public const int MaxTextLength = 8000;

    private const int MaxEventNameLength = 100;
    private const int MaxEventValueLength = 8 * 1024;
    private const int MaxClientIdLength = 200;

    /// <summary>What a client shows or speaks of a message beside its text and files. Customers' clients have no use for it, and nothing
    /// that is not kept is echoed.</summary>
    private static readonly string[] NotKept = ["suggestedActions", "speak", "summary"];

    /// <param name="activity">As it came; its sender is replaced by the one the token names.</param>
    /// <param name="files">What was uploaded with it, already stored.</param>
    public static DirectLineInbound Read(JObject activity, DirectLineToken sender, IReadOnlyList<MediaReference> files)
    {
        if (activity["type"].Text() is not { Length: > 0 } type)
            return new DirectLineInbound.Refused("The activity has no type.");
        if (type != "message" && (files.Count > 0 || activity["attachments"] is JArray { Count: > 0 }))
            return new DirectLineInbound.Refused("Files come with a message.");
        return type switch
        {
            "message" => ReadMessage(activity, sender, files),
            "event" => ReadEvent(activity, sender),
            "typing" => new DirectLineInbound.Typing(),
            _ => new DirectLineInbound.Ignored(),
        };
    }

    private static DirectLineInbound ReadMessage(JObject activity, DirectLineToken sender, IReadOnlyList<MediaReference> files)
    {
        if (activity["text"] is { Type: not (JTokenType.String or JTokenType.Null) })
            return new DirectLineInbound.Refused("The text is not a string.");
        if (NotKept.FirstOrDefault(field => !IsEmpty(activity[field])) is { } field)
            return new DirectLineInbound.Refused($"A customer's message cannot have {field}: no agent would see it.");
        var text = CleanText.Of(activity["text"].Text() ?? "");
        // A postBack, or a submitted card, has a value and no text.
        var shared = string.IsNullOrWhiteSpace(text) ? null : Form(activity, text);
        if (string.IsNullOrWhiteSpace(text))
            text = CleanText.Of(ValueAsText(activity["value"]));
        if (text.Length > MaxTextLength)
            return new DirectLineInbound.Refused($"A message may have at most {MaxTextLength} characters.", TooLarge: true);
        if (shared?.Lines.Sum(line => line.Length) > MaxEventValueLength)
            return new DirectLineInbound.Refused(
                $"The value of a message may have at most {MaxEventValueLength} characters.", TooLarge: true);
        if (string.IsNullOrWhiteSpace(text) && files.Count == 0)
            return new DirectLineInbound.Refused("The message is empty.");
        MessageContent content = shared is not null ? new MessageContent.Shared(shared, files.Count == 0 ? null : files)
            : files.Count > 0 ? new MessageContent.Files(files)
            : MessageContent.Empty;
        return new DirectLineInbound.Store(Message(activity, sender, MessageKind.Text, text, content));
    }

    /// <summary>What a button or a card sent beside the words: the agent is to see what the customer saw, and what came with it.</summary>
    private static SharedPart? Form(JObject activity, string text)
    {
        List<string> lines = [];
        if (((activity["channelData"] as JObject)?["messageBack"] as JObject)?["displayText"].Text() is { Length: > 0 } shown
            && shown != text)
            lines.Add(CleanText.Of(shown));
        if (activity["value"] is JObject fields)
            lines.AddRange(fields.Properties().Select(field => CleanText.Of($"{field.Name}: {ValueAsText(field.Value)}")));
        else if (CleanText.Of(ValueAsText(activity["value"])) is { Length: > 0 } value && value != text)
            lines.Add(value);
        return lines.Count == 0 ? null : new SharedPart(SharedKind.Form, lines);
    }

    private static bool IsEmpty(JToken? token) => token switch
    {
        null or { Type: JTokenType.Null } => true,
        { Type: JTokenType.String } => string.IsNullOrWhiteSpace(token.Value<string>()),
        JContainer many => many.Children().All(child => IsEmpty(child is JProperty property ? property.Value : child)),
        _ => false,
    };

    private static DirectLineInbound ReadEvent(JObject activity, DirectLineToken sender)
    {
        if (activity["name"].Text() is not { Length: > 0 } name)
            return new DirectLineInbound.Refused("The event has no name.");
        if (name.Length > MaxEventNameLength)
            return new DirectLineInbound.Refused($"The name of an event may have at most {MaxEventNameLength} characters.", TooLarge: true);
        if (name == EventNames.Seen)
            return (activity["value"] as JObject)?["sequence"] is JValue { Value: long and >= 0 and var upTo }
                ? new DirectLineInbound.Seen(upTo)
                : new DirectLineInbound.Refused("The value must be {\"sequence\": number}.");

        var value = name == EventNames.Feedback ? Feedback(activity, sender.ConversationId) : activity["value"];
        var json = value is null or { Type: JTokenType.Null } ? null : CleanText.Of(ActivityJson.Write(value));
        if (json?.Length > MaxEventValueLength)
            return new DirectLineInbound.Refused(
                $"The value of an event may have at most {MaxEventValueLength} characters.", TooLarge: true);
        return new DirectLineInbound.Store(
            Message(activity, sender, MessageKind.Event, "", new MessageContent.Report(CleanText.Of(name), json)));
    }

    /// <summary>Thumbs come as a schema.org action that carries our activity's id; stored as
    /// <c>{"sequence":12,"helpful":true}</c>.</summary>
    private static JObject? Feedback(JObject activity, ConversationId conversationId)
    {
        foreach (var action in (activity["entities"] as JArray)?.OfType<JObject>() ?? [])
        {
            var helpful = action["@type"].Text() switch { "LikeAction" => true, "DislikeAction" => false, _ => (bool?)null };
            var target = action["target"] is JObject whole ? whole["@id"].Text() : action["target"].Text();
            var about = DirectLinePlace.Sequence(target, conversationId) ?? DirectLinePlace.Sequence(action["@id"].Text(), conversationId);
            if (helpful is not null && about is not null)
                return new JObject { ["sequence"] = about, ["helpful"] = helpful };
        }
        return null;
    }

    private static InboundMessage Message(JObject activity, DirectLineToken sender, MessageKind kind, string text, MessageContent content)
    {
        var from = new JObject { ["id"] = sender.UserId, ["role"] = "user" };
        if ((sender.UserName ?? (activity["from"] as JObject)?["name"].Text()) is { Length: > 0 } name)
            from["name"] = name;
        activity["from"] = from;
        var clientId = (activity["channelData"] as JObject)?["clientActivityID"].Text();
        return new InboundMessage
        {
            ConversationId = sender.ConversationId,
            Channel = WebChannel.Key,
            Kind = kind,
            Text = text,
            ProviderId = clientId is { Length: > 0 and <= MaxClientIdLength }
                ? $"{sender.ConversationId}/{CleanText.Of(clientId)}" : null,
            Content = content,
            Raw = CleanText.Of(ActivityJson.Write(activity)),
        };
    }

    private static string ValueAsText(JToken? value) => value switch
    {
        null or { Type: JTokenType.Null } => "",
        { Type: JTokenType.String } => value.Value<string>()!,
        _ => ActivityJson.Write(value),
    };
}
