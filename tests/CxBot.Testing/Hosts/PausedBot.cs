using CxBot.Web.Bot;
using Microsoft.Bot.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Testing;

/// <summary>Holds the bot in the middle of a turn: after it has decided, before anything is stored.</summary>
public sealed class PausedBot : IMiddleware
{
    private readonly TaskCompletionSource _decided = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PausedBot()
    {
    }

    public static PausedBot In(CxBotApp app)
    {
        var paused = new PausedBot();
        foreach (var adapter in app.Services.GetServices<ChannelAdapter>())
            adapter.Use(paused);
        return paused;
    }

    /// <summary>Completes when the bot has decided for the first time.</summary>
    public Task Decided => _decided.Task;

    public void GoOn() => _goOn.TrySetResult();

    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        await next(cancellationToken);
        _decided.TrySetResult();
        await _goOn.Task;
    }
}
