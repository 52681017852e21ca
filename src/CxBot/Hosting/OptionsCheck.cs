using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>The same for settings that were read without a host.</summary>
    /// <exception cref="OptionsValidationException">Something is wrong.</exception>
    public static void Require(T options, string section)
    {
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0)
            throw new OptionsValidationException(section, typeof(T), problems);
    }
}

public static class CheckedOptions
{
    /// <summary>Binds a section of the settings, and checks it before anything is served.</summary>
    public static IServiceCollection AddCheckedOptions<T>(this IServiceCollection services, string section) where T : class, ICheckedOptions
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<T>, OptionsCheck<T>>();
    }
}
