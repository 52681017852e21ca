using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.PersonalData;

public static class PersonalDataServices
{
    /// <summary>What a person may ask of whoever keeps their data: to have it, and to have it gone. Needs storage, media, handovers, answering, evaluation and the audit log.</summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PersonalDataOptions>().Bind(configuration.GetSection(PersonalDataOptions.Section))
            .Validate(o => o.RetentionDays is >= 0 and <= 36_500, "PersonalData:RetentionDays must be 0 (nothing is erased by itself) or a number of days, at most 36500.")
            .ValidateOnStart();
        services.AddSingleton<CustomerFinder>();
        services.AddSingleton<CustomerExport>();
        services.AddSingleton<ErasedMemory>();
        services.AddSingleton<OwnersQuestions>();
        services.AddSingleton<ErasurePieces>();
        services.AddSingleton<DatabasePacking>();
        services.AddSingleton<CustomerErasure>();
        services.AddSingleton<ErasureWork>();
        services.AddHostedService(provider => provider.GetRequiredService<ErasureWork>());
        return services;
    }
}
