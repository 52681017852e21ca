using CxBot.Delivery.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Delivery;

public static class DeliveryServices
{
    /// <summary>What tells sockets, desks and channels that there is something new or to carry.</summary>
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<OtherNodes>();
        services.AddSingleton<Feed>();
        services.AddSingleton<Drafts>();
        services.AddSingleton<Typing>();
        services.AddSingleton<Outbox>();
        services.AddHostedService<NodeMail>();
        services.AddHostedService<MissedNudges>();
        return services;
    }
}
