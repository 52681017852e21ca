using CxBot.Evaluation.Questions;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Evaluation;

/// <summary>Registers what evaluates the live bot; needs storage, knowledge and answering.</summary>
public static class EvaluationServices
{
    public static IServiceCollection AddEvaluation(this IServiceCollection services)
    {
        services.AddSingleton<BackgroundJob>();
        services.AddSingleton<QuestionSets>();
        services.AddSingleton<EvaluationResults>();
        services.AddSingleton<Evaluations>();
        services.AddSingleton<Replays>();
        services.AddSingleton<KnowledgeReviews>();
        services.AddSingleton<TrafficShare>();
        services.AddHostedService(provider => provider.GetRequiredService<TrafficShare>());
        return services;
    }
}
