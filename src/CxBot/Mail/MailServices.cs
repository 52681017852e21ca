using CxBot.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Mail;

public static class MailServices
{
    /// <summary>The way to the owner's mail server.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddCheckedOptions<MailOptions>(MailOptions.Section);
        services.AddSingleton<MailPost>();
        return services;
    }
}
