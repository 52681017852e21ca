using CxBot.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Handover;

public static class HandoverServices
{
    /// <summary>The queue, the agents' replies, and what customers are told.</summary>
    public static IServiceCollection AddHandover(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HandoverOptions>().Bind(configuration.GetSection(HandoverOptions.Section))
            .Validate(options => new OpeningHours(options) is not null)
            .ValidateOnStart();
        services.AddOptions<HandoverThresholds>().Bind(configuration.GetSection(HandoverThresholds.Section))
            .Validate(t => t is { Answer: > 0 and <= 1, Clarify: >= 0 and <= 1 } && t.Clarify <= t.Answer, "Handover:Thresholds:Answer and :Clarify must be between 0 and 1, Clarify at most Answer.")
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<HandoverThresholds>>().Value);
        services.AddSingleton<Feed>();
        services.AddSingleton<Typing>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<TeamPresence>();
        services.AddSingleton<CustomerNotices>();
        services.AddSingleton<HandoverQueue>();
        services.AddSingleton<AgentReplies>();
        return services;
    }
}
