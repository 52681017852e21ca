using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CxBot.Conversations;

public static class ConversationServices
{
    /// <summary>Turns: thinking and storing.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
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

    /// <summary>Customers from one channel to another.</summary>
    public static IServiceCollection AddContinuations(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration(ConversationOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidation>();
        services.AddSingleton<Continuations>();
        return services;
    }
}

/// <summary>Refuses to start with settings that cannot work.</summary>
public sealed class ConversationOptionsValidation : IValidateOptions<ConversationOptions>
{
    public ValidateOptionsResult Validate(string? name, ConversationOptions options) =>
        options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
