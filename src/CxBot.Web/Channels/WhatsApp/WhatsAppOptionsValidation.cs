using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.WhatsApp;

/// <summary>Refuses to start with settings that cannot work.</summary>
public sealed class WhatsAppOptionsValidation : IValidateOptions<WhatsAppOptions>
{
    public ValidateOptionsResult Validate(string? name, WhatsAppOptions options) =>
        options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
