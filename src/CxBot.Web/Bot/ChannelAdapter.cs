using CxBot.Conversations;
using CxBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace CxBot.Web.Bot;

/// <summary>Runs the bot over messages of the log inside the Bot Framework's pipeline, and collects what it says. Sends nothing
/// itself.</summary>
/// <remarks>
/// Each pending message is an activity of its own and passes the middleware once for each turn that looks at it, in the order of the log.
/// The bot reads the text that the middleware leaves in the activity, and the customer gets the text that it leaves in the replies. The log
/// keeps the customer's own words.
/// Messages of earlier turns, which a follow-up leans on, are read as the customer wrote them.
/// </remarks>
public sealed class ChannelAdapter : BotAdapter
{
    private readonly string _channelId;

    /// <param name="channel">The channel it serves, by its key.</param>
    /// <param name="channelId">The Bot Framework's name for the channel.</param>
    /// <param name="middleware">What every activity passes, in this order.</param>
    public ChannelAdapter(string channel, string channelId, IEnumerable<IMiddleware> middleware)
    {
        (Channel, _channelId) = (channel, channelId);
        foreach (var one in middleware)
            Use(one);
    }

    public string Channel { get; }

    /// <summary>Runs one turn.</summary>
    /// <returns>What the bot decided, with what it says after all middleware; null where doubt waits.</returns>
    public async Task<TurnResult?> RunAsync(TurnWork work, IBot bot, CancellationToken cancellationToken)
    {
        var pending = work.Together;
        var replies = new List<Reply>();
        var heard = new List<HeardMessage>();
        foreach (var message in pending.SkipLast(1))
        {
            if (await HearAsync(work, message, replies, cancellationToken) is not { } text)
                return await WithoutAsync(work, heard, replies, bot, cancellationToken);
            heard.Add(message with { Text = text });
        }

        using var context = NewContext(work, pending[^1], replies);
        context.TurnState.Set(work with { Pending = [.. heard, pending[^1]] });
        var isHeard = false;
        await RunPipelineAsync(
            context,
            (turn, token) =>
            {
                isHeard = true;
                return bot.OnTurnAsync(turn, token);
            },
            cancellationToken);
        if (!isHeard)
            return await WithoutAsync(work, heard, replies, bot, cancellationToken);
        return context.TurnState.Get<TurnResult>() is { } result ? result with { Replies = replies } : null;
    }

    /// <returns>The message's text after all middleware; null where a middleware kept the message from the bot.</returns>
    private async Task<string?> HearAsync(TurnWork work, HeardMessage message, List<Reply> replies, CancellationToken cancellationToken)
    {
        using var context = NewContext(work, message, replies);
        string? text = null;
        await RunPipelineAsync(
            context,
            (turn, _) =>
            {
                text = turn.Activity.Text ?? "";
                return Task.CompletedTask;
            },
            cancellationToken);
        return text;
    }

    /// <summary>A middleware kept a message from the bot. The messages before it are a turn of their own; where there are none, that
    /// message alone is one.</summary>
    private Task<TurnResult?> WithoutAsync(
        TurnWork work, List<HeardMessage> heard, List<Reply> replies, IBot bot, CancellationToken cancellationToken) =>
        heard.Count == 0
            ? Task.FromResult<TurnResult?>(TurnResult.KeptBack(work, replies))
            : RunAsync(work with { Pending = heard }, bot, cancellationToken);

    private TurnContext NewContext(TurnWork work, HeardMessage message, List<Reply> replies)
    {
        var context = new TurnContext(this, ToActivity(work.Conversation, message.Message));
        context.TurnState.Set(replies);
        return context;
    }

    private Activity ToActivity(Conversation conversation, Message message)
    {
        var isEvent = message.Kind == MessageKind.Event;
        var report = message.Content as MessageContent.Report;
        return new Activity
        {
            Type = isEvent ? ActivityTypes.Event : ActivityTypes.Message,
            Id = $"{conversation.Id}|{message.Sequence:D7}",
            ChannelId = _channelId,
            ServiceUrl = "urn:cxbot",
            Timestamp = message.At,
            Locale = conversation.Language,
            Conversation = new ConversationAccount(id: conversation.Id.Value),
            From = new ChannelAccount($"customer:{conversation.CustomerId}", conversation.Customer?.Name, RoleTypes.User),
            Recipient = new ChannelAccount("bot", role: RoleTypes.Bot),
            Text = isEvent ? null : message.Text,
            Name = report?.Name,
            Value = report?.Value,
        };
    }

    public override Task<ResourceResponse[]> SendActivitiesAsync(
        ITurnContext turnContext, Activity[] activities, CancellationToken cancellationToken)
    {
        var replies = turnContext.TurnState.Get<List<Reply>>();
        replies.AddRange(activities.Where(a => a.Type == ActivityTypes.Message).Select(ReplyActivity.ToReply));
        return Task.FromResult(activities.Select(a => new ResourceResponse(a.Id ?? "")).ToArray());
    }

    public override Task<ResourceResponse> UpdateActivityAsync(
        ITurnContext turnContext, Activity activity, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What is in the log is not changed.");

    public override Task DeleteActivityAsync(
        ITurnContext turnContext, ConversationReference reference, CancellationToken cancellationToken) =>
        throw new NotSupportedException("What is in the log is not deleted.");
}
