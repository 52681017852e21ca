using CxBot.Continuation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CxBot.Turns;

public static class TurnServices
{
    /// <summary>Turns: thinking and storing.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddContinuations();
        services.AddSingleton<TurnHistory>();
        services.TryAddSingleton(StarterQuestions.None);
        services.AddSingleton<Starters>();
        services.AddSingleton<ConversationTurn>();
        services.AddSingleton<TurnCommit>();
        services.AddSingleton<CustomerEvents>();
        return services;
    }
}
