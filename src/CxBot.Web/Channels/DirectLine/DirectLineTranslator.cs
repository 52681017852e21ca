using System.Globalization;
using CxBot.Conversations;
using CxBot.Media;
using CxBot.Surveys;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine.Streaming;
using CxBot.Words;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using Activity = Microsoft.Bot.Schema.Activity;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Turns the log's messages into activities. Pure.</summary>
public static class DirectLineTranslator
{
    public const string ChannelId = "directline";

    /// <summary>Whether customers may ever see it.</summary>
    public static bool IsForCustomer(Message message) => message.Role != MessageRole.Note;

    /// <summary>The activity as a client gets it: a customer's own comes back untouched, with the id, time and sender that the server
    /// gave.</summary>
    public static JObject ToJson(Message message, TranslationContext context)
    {
        if (message.Role != MessageRole.Customer || message.Raw is null)
            return ActivityJson.ToJson(ToActivity(message, context));
        var echo = ActivityJson.Parse(message.Raw);
        echo["id"] = DirectLinePlace.ActivityId(message.ConversationId, message.Sequence);
        echo["timestamp"] = message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        echo["channelId"] = ChannelId;
        echo["conversation"] = new JObject { ["id"] = message.ConversationId.Value };
        if (message.Content.Attachments is { } files)
            echo["attachments"] = (JArray)ActivityJson.ToJson(new Activity { Attachments = Attached(files, context) })["attachments"]!;
        return echo;
    }

    /// <summary>The activity as the Bot Framework's type, for the bot as well as for clients.</summary>
    /// <exception cref="InvalidOperationException">A note never becomes an activity.</exception>
    public static Activity ToActivity(Message message, TranslationContext context)
    {
        if (!IsForCustomer(message))
            throw new InvalidOperationException("A note is between agents.");
        var activity = message is { Role: MessageRole.Customer, Raw: { } raw } ? ActivityJson.ToActivity(ActivityJson.Parse(raw))
            : Said(message, context);
        activity.Id = DirectLinePlace.ActivityId(message.ConversationId, message.Sequence);
        activity.Timestamp = message.At;
        activity.ChannelId = ChannelId;
        activity.Conversation = new ConversationAccount(id: message.ConversationId.Value);
        if (message.Content.Attachments is { } files)
            activity.Attachments = Attached(files, context);
        return activity;
    }

    /// <summary>The Bot Framework's own event beside a message that tells of a handover's progress; null where there is none. Transient: it
    /// has no id.</summary>
    public static JObject? HandoffStatus(Message message)
    {
        var state = (message.Content as MessageContent.Notice)?.Handover.State switch
        {
            HandoverStage.WithAgent =>
            "accepted",
            HandoverStage.Resolved or HandoverStage.WithBot => "completed",
            _ => null
        };
        return state is null ? null
            : TransientActivity.Event(message.ConversationId, message.At, EventNames.HandoffStatus,
                new JObject { ["state"] = state, ["message"] = message.Text });
    }

    private static Activity Said(Message message, TranslationContext context)
    {
        var customer = message.Role == MessageRole.Customer;
        var activity = new Activity
        {
            Type = message.Kind == MessageKind.Event ? ActivityTypes.Event : ActivityTypes.Message,
            Text = message.Role == MessageRole.Bot ? Normalized(message).Text : Asked(message),
            // Without it stock clients render Markdown, and agents and customers do not write any.
            TextFormat = message.Role == MessageRole.Bot ? TextFormatTypes.Markdown : TextFormatTypes.Plain,
            From = customer ? new ChannelAccount("customer", role: RoleTypes.User) : Sender(message, context),
        };
        if (message.Content is MessageContent.Report report)
        {
            activity.Name = report.Name;
            activity.Value = report.Value is { } value ? JToken.Parse(value) : null;
        }
        if (customer)
            return activity;

        if (message.Content.Choices is { Count: > 0 } choices)
            activity.SuggestedActions = new SuggestedActions(
                actions: [.. choices.Select(c => new CardAction(ActionTypes.ImBack, c.Title, value: c.Title))]);
        else if (Asking(message) is { } asks)
            activity.SuggestedActions = new SuggestedActions(
                actions: [.. SurveyScale.Of(asks.Kind).Scores.Select(score => SurveyWords.Label(asks, score))
                    .Select(label => new CardAction(ActionTypes.ImBack, label, value: label))]);
        if (message is { Role: MessageRole.Bot, Content: MessageContent.Answer })
            activity.Entities = [Feedback(message)];
        activity.ChannelData = new JObject { ["cxbot"] = Extras(message, context) };
        return activity;
    }

    private static SurveyQuestion? Asking(Message message) => message.Content.Asks is { CommentOn: null } asks ? asks : null;

    /// <summary>With the question, for clients that show nothing but the text; our widget takes what was said without it.</summary>
    private static string Asked(Message message) =>
        Asking(message) is { } asks ? $"{message.Text}\n\n{SurveyWords.Ask(asks)}" : message.Text;

    /// <summary>The bot's words as every client reads them, and how much of them is the part that answers; null where all is.</summary>
    private static (string Text, int? Lead) Normalized(Message message)
    {
        if ((message.Content as MessageContent.Answer)?.Cut(message.Text) is not var (part, rest))
            return (Dialect.Normalize(message.Text), null);
        var lead = Dialect.Normalize(part);
        return ($"{lead}\n\n{Dialect.Normalize(rest)}", lead.Length);
    }

    /// <summary>Web Chat shows a customer's own picture only where it has a thumbnail.</summary>
    private static List<Attachment> Attached(IReadOnlyList<MediaReference> files, TranslationContext context) => [.. files.Select(file =>
        new Attachment(file.ContentType, context.FileLink(file), name: file.FileName,
            thumbnailUrl: FileKind.Of(file.ContentType) is { IsImage: true } ? context.FileLink(file) : null))];

    private static ChannelAccount Sender(Message message, TranslationContext context) => message.Role == MessageRole.Agent
        ? new ChannelAccount("agent:" + message.AgentId, message.AuthorName, RoleTypes.Bot)
        : new ChannelAccount("bot", message.AuthorName ?? context.BotName, RoleTypes.Bot);

    private static JObject Extras(Message message, TranslationContext context)
    {
        var extras = new JObject { ["role"] = EnumNames.CamelCase(message.Role) };
        if (message.Content is MessageContent.Answer answer)
        {
            extras["source"] = Source(answer.Source);
            if (answer.MoreSources is { } more)
                extras["moreSources"] = new JArray(more.Select(Source));
            if (Normalized(message).Lead is { } lead)
                extras["lead"] = lead;
        }
        var asking = Asking(message);
        if (asking is not null)
            extras["rating"] = new JObject
            {
                ["question"] = message.Sequence,
                ["kind"] = EnumNames.CamelCase(asking.Kind),
                ["said"] = message.Text,
            };
        if (message.Content is MessageContent.Notice notice)
        {
            extras["handover"] = State(notice.Handover, context.PhotoLink);
            if (notice.AskRatingOf is { } rated)
                (extras["rating"] ??= new JObject())["handover"] = rated;
            if (notice.AskContact)
                extras["contact"] = true;
        }
        return extras;
    }

    private static JObject Source(SourceArticle article) => new() { ["id"] = article.Id.Value, ["title"] = article.Title };

    /// <summary>The handover's state as the widget's card shows it.</summary>
    public static JObject State(HandoverState state, Func<string, string> photoLink) => new()
    {
        ["handover"] = state.Handover,
        ["state"] = EnumNames.CamelCase(state.State),
        ["reason"] = EnumNames.KebabCase(state.Reason),
        ["why"] = EnumNames.CamelCase(state.Cause),
        ["position"] = state.Position,
        ["waitMinutes"] = state.WaitMinutes is { } wait ? new JArray(wait) : JValue.CreateNull(),
        ["agent"] = state.Agent is { } agent
            ? new JObject { ["name"] = agent.Name, ["photo"] = agent.Photo is { } photo ? photoLink(photo) : null } : JValue.CreateNull(),
        ["canReturn"] = state.CanReturn,
        ["opensAt"] = state.OpensAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["nobodyPresent"] = state.NobodyPresent,
    };

    /// <summary>Makes Web Chat show thumbs. What is clicked comes back as it is here, without a replyToId: the id must be in it.</summary>
    private static Entity Feedback(Message message)
    {
        var id = DirectLinePlace.ActivityId(message.ConversationId, message.Sequence);
        JObject Action(string type) => new()
        {
            ["@type"] = type,
            ["@id"] = id,
            ["actionStatus"] = "PotentialActionStatus",
        };
        return new Entity("https://schema.org/Message")
        {
            Properties = new JObject
            {
                ["@context"] = "https://schema.org",
                ["@id"] = "",
                ["@type"] = "Message",
                ["potentialAction"] = new JArray(Action("LikeAction"), Action("DislikeAction")),
            },
        };
    }
}
