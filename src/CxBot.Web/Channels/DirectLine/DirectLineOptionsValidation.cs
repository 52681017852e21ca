using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Refuses to start with settings that cannot work.</summary>
public sealed class DirectLineOptionsValidation : IValidateOptions<DirectLineOptions>
{
    public ValidateOptionsResult Validate(string? name, DirectLineOptions options) =>
        options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
