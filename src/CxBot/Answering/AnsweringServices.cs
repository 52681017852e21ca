using CxBot.Answering.Calibration;
using CxBot.Answering.Model;
using CxBot.Answering.Wording;
using CxBot.Knowledge.Encoding;
using CxBot.Knowledge;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Answering;

/// <summary>Registers answering; needs the knowledge.</summary>
public static class AnsweringServices
{
    public static IServiceCollection AddAnswering(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<AnsweringOptions>()
            .Bind(configuration.GetSection(AnsweringOptions.Section))
            .Validate(
                o => o.UnanswerableShare is >= 0.01 and <= 0.9,
                "Answering:UnanswerableShare must be 0.01 to 0.9: the share of questions that no article answers.")
            .Validate(
                o => o.TargetAccuracy is >= 0.5 and <= 0.999,
                "Answering:TargetAccuracy must be 0.5 to 0.999: the share of automatic answers that must be right.")
            .ValidateOnStart();
        services.TryAddSingleton<ConfidenceModels>();
        services.TryAddSingleton<FaqAnswerer>();
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>());
        services.TryAddSingleton<ModelBudget>();
        services.TryAddSingleton(provider =>
        {
            var model = provider.GetRequiredService<IOptions<ModelOptions>>().Value;
            var budget = provider.GetRequiredService<ModelBudget>();
            return new AnswerWriter(
                model.Writes ? ModelConnection.Open(model) : null,
                model,
                (request, token) => budget.TryTakeAsync(request.ConversationId, request.AddressHash, token),
                provider.GetRequiredService<KnowledgeBase>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<AnswerWriter>>());
        });
        services
            .AddOptions<KnowledgeOptions>()
            .Validate<IOptions<ModelOptions>>(
                (knowledge, model) => !knowledge.AsksService || model.Value.Encodes,
                KnowledgeOptions.ServiceNeeds);
        services.TryAddSingleton(provider =>
        {
            var model = provider.GetRequiredService<IOptions<ModelOptions>>().Value;
            var name = ServiceEncoder.NameOf(model);
            return new EncoderService(
                name,
                new ServiceEncoder(ModelConnection.OpenEncoder(model), provider.GetRequiredService<TimeProvider>()),
                new VectorTable(
                    provider.GetRequiredService<IDbContextFactory<CxBotDbContext>>(),
                    provider.GetRequiredService<Writer>(),
                    name));
        });
        services.AddHostedService<AnsweringStart>();
        return services;
    }
}
