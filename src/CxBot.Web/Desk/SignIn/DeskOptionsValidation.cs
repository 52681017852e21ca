using Microsoft.Extensions.Options;

namespace CxBot.Web.Desk.SignIn;

/// <summary>Refuses to start with settings that cannot work.</summary>
public sealed class DeskOptionsValidation : IValidateOptions<DeskOptions>
{
    public ValidateOptionsResult Validate(string? name, DeskOptions options) =>
        options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
