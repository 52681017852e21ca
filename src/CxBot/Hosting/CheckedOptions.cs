using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Hosting;

public static class CheckedOptions
{
    /// <summary>Binds a section of the settings, and checks it before anything is served.</summary>
    public static IServiceCollection AddCheckedOptions<T>(this IServiceCollection services, string section) where T : class, ICheckedOptions
    {
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<T>, OptionsCheck<T>>();
    }

    /// <summary>The same for settings that were read without a host.</summary>
    /// <exception cref="OptionsValidationException">Something is wrong.</exception>
    public static void Require(ICheckedOptions options, string section)
    {
        string[] problems = [.. options.Problems()];
        if (problems.Length > 0)
            throw new OptionsValidationException(section, options.GetType(), problems);
    }
}
