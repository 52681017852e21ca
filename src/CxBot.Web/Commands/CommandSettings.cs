using CxBot.Answering;
using CxBot.Answering.Model;
using CxBot.Hosting;
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
        var options = Of<KnowledgeOptions>(settings, KnowledgeOptions.Section);
        if (folder is not null)
            options.Folder = Path.GetFullPath(folder);
        return options;
    }

    public static AnsweringOptions Answering(IConfiguration settings) => Of<AnsweringOptions>(settings, AnsweringOptions.Section);

    public static ModelOptions Model(IConfiguration settings)
    {
        var options = Of<ModelOptions>(settings, ModelOptions.Section);
        CheckedOptions.Require(options, ModelOptions.Section);
        return options;
    }

    private static T Of<T>(IConfiguration settings, string section) where T : new() => settings.GetSection(section).Get<T>() ?? new T();
}
