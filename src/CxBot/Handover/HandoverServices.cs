using CxBot.Handover.Hours;
using CxBot.Handover.Later;
using CxBot.Handover.Unasked;
using CxBot.Alerts;
using CxBot.Hosting;
using CxBot.Surveys;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Handover;

public static class HandoverServices
{
    /// <summary>The queue, the agents' replies, and what customers are told. Needs storage, delivery and the audit log.</summary>
    public static IServiceCollection AddHandover(this IServiceCollection services)
    {
        services.AddSurveys();
        services.AddCheckedOptions<HandoverOptions>(HandoverOptions.Section);
        services.AddSingleton<TeamPresence>();
        services.AddHostedService<CalendarStart>();
        services.AddSingleton<Readers>();
        services.AddSingleton<CustomerNotices>();
        services.AddSingleton<HandoverShare>();
        services.AddSingleton<HandoverTransaction>();
        services.AddSingleton<HandoverQueue>();
        services.AddSingleton<Dispatch>();
        services.AddSingleton<OwnInitiative>();
        services.AddSingleton<UndoneActs>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<ComingBack>();
        services.AddSingleton<SilentCases>();
        services.AddSingleton<AddressClearing>();
        services.AddSingleton<AgentReplies>();
        services.AddSingleton<ShopPhone>();
        services.AddSingleton<AgentAlerts>();
        return services;
    }
}
