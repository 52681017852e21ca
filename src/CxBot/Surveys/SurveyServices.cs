using CxBot.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Surveys;

public static class SurveyServices
{
    /// <summary>What customers are asked afterwards.</summary>
    public static IServiceCollection AddSurveys(this IServiceCollection services)
    {
        services.AddCheckedOptions<SurveyOptions>(SurveyOptions.Section);
        services.AddSingleton<SurveyAsking>();
        return services;
    }
}
