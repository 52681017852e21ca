using CxBot.Conversations;
using CxBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CxBot.Web.Bot;

/// <summary>A reply as an activity, so that the Bot Framework's middleware can see and change it, and back.</summary>
internal static class ReplyActivity
{
    public static Activity From(Reply reply)
    {
        var activity = MessageFactory.Text(reply.Text);
        activity.TextFormat = TextFormatTypes.Markdown;
        if (reply.Content.Choices is { Count: > 0 } choices)
            activity.SuggestedActions = new SuggestedActions(
                actions: [.. choices.Select(c => new CardAction(ActionTypes.ImBack, c.Title, value: c.Title))]);
        activity.ChannelData = reply;
        return activity;
    }

    /// <summary>The reply behind an activity; one made of its text where something else than us sent it.</summary>
    public static Reply ToReply(Activity activity)
    {
        if (activity.ChannelData is Reply reply)
            return reply.Text == activity.Text ? reply : reply with { Text = activity.Text };
        var choices = activity.SuggestedActions?.Actions?.Select(a => new Choice(a.Title, null)).ToList();
        return new Reply(activity.Text ?? "", choices is { Count: > 0 } ? new MessageContent.Offer(choices) : MessageContent.Empty);
    }
}
