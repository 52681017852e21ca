using CxBot.Continuation;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Turns;

public static class TurnServices
{
    /// <summary>Turns: thinking and storing.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddContinuations();
        services.AddSingleton<TurnHistory>();
        services.AddSingleton(StarterQuestions.None);
        services.AddSingleton<Starters>();
        services.AddSingleton<ConversationTurn>();
        services.AddSingleton<TurnCommit>();
        services.AddSingleton<CustomerEvents>();
        return services;
    }
}
