using CxBot.Answering.Calibration;
using CxBot.Answering.Model;
using CxBot.Answering.Parts;
using CxBot.Answering.Wording;
using CxBot.Hosting;
using CxBot.Knowledge.Encoding;
using CxBot.Knowledge;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Answering;

/// <summary>Registers answering; needs the knowledge.</summary>
public static class AnsweringServices
{
    public static IServiceCollection AddAnswering(this IServiceCollection services)
    {
        services.AddCheckedOptions<AnsweringOptions>(AnsweringOptions.Section);
        services.AddSingleton<ConfidenceModels>();
        services.AddSingleton<FaqAnswerer>();
        services.AddSingleton<PartFinder>();
        services.AddCheckedOptions<ModelOptions>(ModelOptions.Section);
        services.AddSingleton<ModelBudget>();
        services.AddSingleton(provider =>
        {
            var model = provider.GetRequiredService<IOptions<ModelOptions>>().Value;
            var budget = provider.GetRequiredService<ModelBudget>();
            return new AnswerWriter(
                model.Writes ? ModelConnection.Open(model) : null,
                model,
                budget.TryTakeAsync,
                provider.GetRequiredService<KnowledgeBase>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<AnswerWriter>>());
        });
        services.AddSingleton<IValidateOptions<KnowledgeOptions>, EncoderServiceCheck>();
        services.AddSingleton(provider =>
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
