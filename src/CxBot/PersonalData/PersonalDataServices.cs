using CxBot.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.PersonalData;

public static class PersonalDataServices
{
    /// <summary>
    /// What a person may ask of whoever keeps their data: to have it, and to have it gone. Needs storage, media, handovers, answering,
    /// evaluation and the audit log.
    /// </summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services)
    {
        services.AddCheckedOptions<PersonalDataOptions>(PersonalDataOptions.Section);
        services.AddSingleton<CustomerFinder>();
        services.AddSingleton<CustomerExport>();
        services.AddSingleton<CustomerRecords>();
        services.AddSingleton<CustomerMerging>();
        services.AddSingleton<CustomerSearch>();
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
