using CxBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CxBot.Web.Bot;

/// <summary>The bot as the Bot Framework knows it. <see cref="ConversationTurn"/> decides: this class gives it the activity's text, and
/// sends what it says.</summary>
public sealed class CustomerBot(ConversationTurn turn) : ActivityHandler
{
    /// <summary>The text of the activity, and not the log's, is what the bot reads: a middleware may have changed it.</summary>
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var work = turnContext.TurnState.Get<TurnWork>();
        var heard = work.Pending[^1] with { Text = turnContext.Activity.Text ?? "" };
        return RunAsync(turnContext, work with { Pending = [.. work.Pending.SkipLast(1), heard] }, cancellationToken);
    }

    protected override Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, turnContext.TurnState.Get<TurnWork>(), cancellationToken);

    private async Task RunAsync(ITurnContext turnContext, TurnWork work, CancellationToken cancellationToken)
    {
        if (await turn.DecideAsync(work, cancellationToken) is not { } result)
            return;
        turnContext.TurnState.Set(result);
        foreach (var reply in result.Replies)
            await turnContext.SendActivityAsync(ReplyActivity.From(reply), cancellationToken);
    }
}
