using CxBot.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Reports.Mail;

public static class ReportMailServices
{
    /// <summary>Which reports are due by e-mail. Needs storage, handover and mail.</summary>
    public static IServiceCollection AddReportMailings(this IServiceCollection services)
    {
        services.AddCheckedOptions<ReportMailOptions>(ReportMailOptions.Section);
        services.AddSingleton<IValidateOptions<ReportMailOptions>, ReportMailCheck>();
        services.AddSingleton<ReportMailings>();
        return services;
    }
}
