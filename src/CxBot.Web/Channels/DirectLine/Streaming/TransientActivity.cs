using System.Globalization;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>Activities that are true for a moment: on the stream only, without an id, never kept and never replayed.</summary>
public static class TransientActivity
{
    public static JObject Event(ConversationId conversationId, DateTimeOffset at, string name, JToken value)
    {
        var activity = Base("event", conversationId, at, "bot", null);
        activity["name"] = name;
        activity["value"] = value;
        return activity;
    }

    /// <param name="draft">What is written and checked so far, for clients that show it; others see somebody typing.</param>
    public static JObject Typing(ConversationId conversationId, DateTimeOffset at, string senderId, string senderName, string? draft = null)
    {
        var activity = Base("typing", conversationId, at, senderId, senderName);
        if (draft is not null)
            activity["channelData"] = new JObject { ["cxbot"] = new JObject { ["draft"] = draft } };
        return activity;
    }

    private static JObject Base(string type, ConversationId conversationId, DateTimeOffset at, string senderId, string? senderName)
    {
        var from = new JObject { ["id"] = senderId, ["role"] = "bot" };
        if (senderName is not null)
            from["name"] = senderName;
        return new JObject
        {
            ["type"] = type,
            ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["channelId"] = DirectLineTranslator.ChannelId,
            ["conversation"] = new JObject { ["id"] = conversationId.Value },
            ["from"] = from,
        };
    }
}
