using CxBot.Hosting;
using CxBot.Reports.Cost;
using CxBot.Reports.Documents;
using CxBot.Reports.Facts;
using CxBot.Reports.Rebuild;
using CxBot.Reports.Retention;
using CxBot.Reports.Shopping;
using CxBot.Reports.Voice;
using CxBot.Reports.Work;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Reports;

public static class ReportServices
{
    /// <summary>What follows the cases, so that a manager can read what they come to. Needs storage and handover.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ReportReader>();
        services.AddSingleton<WorkReader>();
        services.AddSingleton<VoiceReader>();
        services.AddSingleton<ReportExport>();
        services.AddCheckedOptions<CostOptions>(CostOptions.Section);
        services.AddSingleton<CostReader>();
        services.AddSingleton<ShopActivities>();
        services.AddSingleton<RetentionReader>();
        services.AddSingleton<ReportDocuments>();
        services.AddSingleton<ReportRebuild>();
        services.AddSingleton<FactsFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<FactsFollower>());
        return services;
    }
}
