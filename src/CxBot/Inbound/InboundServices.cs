using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Inbound;

public static class InboundServices
{
    /// <summary>What channels hand in, stored.</summary>
    public static IServiceCollection AddInbound(this IServiceCollection services) => services.AddSingleton<InboundStore>();
}
