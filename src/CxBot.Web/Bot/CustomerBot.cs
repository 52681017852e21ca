using CxBot.Turns;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;

namespace CxBot.Web.Bot;

/// <summary>The bot as the Bot Framework knows it. It decides nothing: <see cref="ConversationTurn"/> does.</summary>
public sealed class CustomerBot(ConversationTurn turn) : ActivityHandler
{
    protected override Task OnMessageActivityAsync(ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, cancellationToken);

    protected override Task OnEventActivityAsync(ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        RunAsync(turnContext, cancellationToken);

    private async Task RunAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var result = await turn.DecideAsync(turnContext.TurnState.Get<TurnWork>(), cancellationToken);
        turnContext.TurnState.Set(result);
        foreach (var reply in result.Replies)
            await turnContext.SendActivityAsync(ReplyActivity.From(reply), cancellationToken);
    }
}
