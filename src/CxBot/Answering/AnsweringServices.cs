using CxBot.Answering.Model;
using CxBot.Knowledge;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Answering;

/// <summary>Registers answering; needs the knowledge.</summary>
public static class AnsweringServices
{
    public static IServiceCollection AddAnswering(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AnsweringOptions>().Bind(configuration.GetSection(AnsweringOptions.Section))
            .Validate(o => o.UnanswerableShare is >= 0.01 and <= 0.9, "Answering:UnanswerableShare must be 0.01 to 0.9: the share of questions that no article answers.")
            .Validate(o => o.TargetAccuracy is >= 0.5 and <= 0.999, "Answering:TargetAccuracy must be 0.5 to 0.999: the share of automatic answers that must be right.")
            .ValidateOnStart();
        services.TryAddSingleton<ConfidenceModels>();
        services.TryAddSingleton<FaqAnswerer>();
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>());
        services.TryAddSingleton(provider =>
        {
            var model = provider.GetRequiredService<IOptions<ModelOptions>>().Value;
            return new AnswerWriter(model.IsOff ? null : ModelConnection.Open(model), model, provider.GetRequiredService<KnowledgeBase>(),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<AnswerWriter>>());
        });
        services.AddHostedService<AnsweringStart>();
        return services;
    }
}
