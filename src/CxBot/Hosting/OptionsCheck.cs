using Microsoft.Extensions.Options;

namespace CxBot.Hosting;

/// <summary>Refuses to start with settings that cannot work.</summary>
public sealed class OptionsCheck<T> : IValidateOptions<T> where T : class, ICheckedOptions
{
    public ValidateOptionsResult Validate(string? name, T options)
    {
        string[] problems = [.. options.Problems()];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
