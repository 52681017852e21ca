using CxBot.Audit;
using CxBot.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Handover;

public static class HandoverServices
{
    /// <summary>The queue, the agents' replies, and what customers are told.</summary>
    public static IServiceCollection AddHandover(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HandoverOptions>().Bind(configuration.GetSection(HandoverOptions.Section))
            .Validate(options => new OpeningHours(options) is not null)
            .Validate(options => options.OpenPerAddress >= 0, "Handover:OpenPerAddress must be 0 (any number) or more.")
            .Validate(options => options.ShopPhoneFor >= TimeSpan.Zero, $"{HandoverOptions.Section}:ShopPhoneFor must not be negative. Write it as 12:00:00; zero leaves the bot silent until an agent ends it at the desk.")
            .ValidateOnStart();
        services.AddSingleton<Feed>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Typing>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<TeamPresence>();
        services.AddSingleton<CustomerNotices>();
        services.TryAddSingleton<AuditLog>();
        services.AddSingleton<HandoverShare>();
        services.AddSingleton<HandoverQueue>();
        services.AddSingleton<AddressClearing>();
        services.AddSingleton<AgentReplies>();
        services.AddSingleton<ShopPhone>();
        return services;
    }
}
