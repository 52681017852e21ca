using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Labels;

public static class LabelServices
{
    /// <summary>The team's labels. Needs storage, delivery and the audit log.</summary>
    public static IServiceCollection AddLabels(this IServiceCollection services) => services.AddSingleton<LabelActs>();
}
