using CxBot.Knowledge;
using Microsoft.Extensions.Options;

namespace CxBot.Answering.Model;

/// <summary>The one rule between two sections: the knowledge may ask the model service for its encoder only where that service is
/// set.</summary>
internal sealed class EncoderServiceCheck(IOptions<ModelOptions> model) : IValidateOptions<KnowledgeOptions>
{
    public ValidateOptionsResult Validate(string? name, KnowledgeOptions options) =>
        options.AsksService && !model.Value.Encodes ? ValidateOptionsResult.Fail(KnowledgeOptions.ServiceNeeds)
            : ValidateOptionsResult.Success;
}
