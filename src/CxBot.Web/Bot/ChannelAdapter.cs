using CxBot.Conversations;
using CxBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CxBot.Web.Bot;

/// <summary>Runs the bot over messages of the log, and collects what it says so that it can be stored in one transaction. Sends nothing itself.</summary>
/// <param name="channel">The channel it serves, by its key.</param>
/// <param name="channelId">The Bot Framework's name for it.</param>
public sealed class ChannelAdapter(string channel, string channelId) : BotAdapter
{
    public string Channel => channel;

    /// <summary>Runs one turn.</summary>
    /// <returns>What the bot decided and what it says, after all middleware.</returns>
    public async Task<(TurnResult Result, IReadOnlyList<Reply> Replies)> RunAsync(TurnWork work, IBot bot, CancellationToken cancellationToken)
    {
        using var context = new TurnContext(this, ToActivity(work));
        var collected = new List<Reply>();
        context.TurnState.Set(work);
        context.TurnState.Set(collected);
        await RunPipelineAsync(context, bot.OnTurnAsync, cancellationToken);
        return (context.TurnState.Get<TurnResult>(), collected);
    }

    /// <summary>The activity that stands for the customer's pending messages.</summary>
    private Activity ToActivity(TurnWork work)
    {
        var (conversation, pending) = (work.Conversation, work.Pending);
        var last = pending[^1];
        var isEvent = pending[0].Kind == MessageKind.Event;
        return new Activity
        {
            Type = isEvent ? ActivityTypes.Event : ActivityTypes.Message,
            Id = $"{conversation.Id}|{last.Sequence:D7}",
            ChannelId = channelId,
            ServiceUrl = "urn:cxbot",
            Timestamp = last.At,
            Locale = conversation.Language,
            Conversation = new ConversationAccount(id: conversation.Id),
            From = new ChannelAccount($"customer:{conversation.CustomerId}", conversation.Customer?.Name, RoleTypes.User),
            Recipient = new ChannelAccount("bot", role: RoleTypes.Bot),
            Text = isEvent ? null : string.Join('\n', pending.Select(m => m.Text)),
            Name = isEvent ? pending[0].Content.EventName : null,
            Value = isEvent ? pending[0].Content.EventValue : null,
        };
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var collected = turnContext.TurnState.Get<List<Reply>>();
        foreach (var activity in activities)
        {
            if (activity.Type == ActivityTypes.Message) collected.Add(ReplyActivity.ToReply(activity));
        }
        return Task.FromResult(activities.Select(a => new ResourceResponse(a.Id ?? "")).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What is in the log is not changed.");

    public override Task DeleteActivityAsync(ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What is in the log is not deleted.");
}
