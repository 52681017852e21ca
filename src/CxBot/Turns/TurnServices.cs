using CxBot.Continuation;
using CxBot.Turns.Answers;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Turns;

public static class TurnServices
{
    /// <summary>Deciding and storing turns.</summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddContinuations();
        services.AddSingleton(StarterQuestions.None);
        services.AddSingleton<Starters>();
        services.AddSingleton<PendingTurns>();
        services.AddSingleton<TurnHistory>();
        services.AddSingleton<TurnDecider>();
        services.AddSingleton<TurnPhrasing>();
        services.AddSingleton<ConversationTurn>();
        services.AddSingleton<TurnChanges>();
        services.AddSingleton<TurnCommit>();
        services.AddSingleton<SurveyReading>();
        services.AddSingleton<SurveyAnswers>();
        services.AddSingleton<CustomerEvents>();
        return services;
    }
}
