using Microsoft.Extensions.Options;

namespace CxBot.Continuation;

/// <summary>Refuses to start with settings that cannot work.</summary>
public sealed class ContinuationOptionsValidation : IValidateOptions<ContinuationOptions>
{
    public ValidateOptionsResult Validate(string? name, ContinuationOptions options) =>
        options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
