using CxBot.Continuation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CxBot.Turns;

public static class TurnServices
{
    /// <summary>Deciding and storing turns.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddContinuations();
        services.TryAddSingleton(StarterQuestions.None);
        services.AddSingleton<Starters>();
        services.AddSingleton<PendingTurns>();
        services.AddSingleton<TurnHistory>();
        services.AddSingleton<TurnDecider>();
        services.AddSingleton<TurnPhrasing>();
        services.AddSingleton<ConversationTurn>();
        services.AddSingleton<TurnChanges>();
        services.AddSingleton<TurnCommit>();
        services.AddSingleton<CustomerEvents>();
        return services;
    }
}
