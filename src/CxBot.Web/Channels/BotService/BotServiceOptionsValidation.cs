using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.BotService;

/// <summary>Refuses to start with settings that cannot work.</summary>
public sealed class BotServiceOptionsValidation : IValidateOptions<BotServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, BotServiceOptions options) =>
        options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
