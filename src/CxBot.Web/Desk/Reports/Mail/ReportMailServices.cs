using CxBot.Web.Desk.Reports.Sharing;
using CxBot.Web.Desk.Shell;

namespace CxBot.Web.Desk.Reports.Mail;

internal static class ReportMailServices
{
    public static void AddReportMail(this IServiceCollection services)
    {
        services.AddSingleton<ReportLetters>();
        services.AddSingleton<ReportMailWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<ReportMailWorker>());
        services.AddSingleton(new RailNotice(typeof(MailNotice)));
    }
}
