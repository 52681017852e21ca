using CxBot.Answering.Model;
using CxBot.Answering;
using CxBot.Knowledge;

namespace CxBot.Web.Commands;

/// <summary>The settings that a command shares with the running bot.</summary>
internal static class CommandSettings
{
    public static IConfigurationRoot Read() => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables()
        .Build();

    /// <param name="folder">Another folder of articles; null for the configured one.</param>
    public static KnowledgeOptions Knowledge(IConfiguration settings, string? folder)
    {
        var options = settings.GetSection(KnowledgeOptions.Section).Get<KnowledgeOptions>() ?? new KnowledgeOptions();
        if (folder is not null)
            options.Folder = Path.GetFullPath(folder);
        return options;
    }

    public static AnsweringOptions Answering(IConfiguration settings) => settings.GetSection(AnsweringOptions.Section).Get<AnsweringOptions>() ?? new AnsweringOptions();

    /// <exception cref="FormatException">The model is half configured.</exception>
    public static ModelOptions Model(IConfiguration settings)
    {
        var options = settings.GetSection(ModelOptions.Section).Get<ModelOptions>() ?? new ModelOptions();
        return new ModelOptionsValidator().Validate(null, options) is { Failed: true } wrong ? throw new FormatException(wrong.FailureMessage) : options;
    }
}
