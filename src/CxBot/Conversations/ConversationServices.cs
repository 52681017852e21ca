using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Conversations;

public static class ConversationServices
{
    /// <summary>Turns: thinking and storing.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<ConversationTurn>();
        services.AddSingleton<TurnCommit>();
        services.AddSingleton<CustomerEvents>();
        return services;
    }
}
