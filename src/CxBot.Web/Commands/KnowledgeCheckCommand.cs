using CxBot.Knowledge;

namespace CxBot.Web.Commands;

/// <summary><c>knowledge check</c>: what is wrong in the articles, and what would make them answer better.</summary>
public static class KnowledgeCheckCommand
{
    public const string Usage = """
        usage: knowledge check [--knowledge DIR]

          --knowledge DIR    the folder of articles (default: Knowledge:Folder)
        """;

    /// <returns>0 where every article can be used, advice or not; 1 where one cannot; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken ct)
    {
        try
        {
            if (args is ["--help" or "-h"])
            {
                await output.WriteLineAsync(Usage);
                return 0;
            }

            var settings = new ConfigurationBuilder().SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
            var options = settings.GetSection(KnowledgeOptions.Section).Get<KnowledgeOptions>() ?? new KnowledgeOptions();
            if (CommandLine.Read(args, "--knowledge").TryGetValue("--knowledge", out var folder))
                options.Folder = Path.GetFullPath(folder);
            return await CheckAsync(KnowledgeFolder.Locate(options), output);
        }
        catch (FormatException e)
        {
            await output.WriteLineAsync($"knowledge check: {e.Message}{Environment.NewLine}{Environment.NewLine}{Usage}");
            return 2;
        }
    }

    private static async Task<int> CheckAsync(KnowledgeFolder folder, TextWriter output)
    {
        try
        {
            var articles = folder.Read();
            var advice = KnowledgeCheck.Advise(articles);
            foreach (var line in advice)
                await output.WriteLineAsync($"advice: {line}");
            await output.WriteLineAsync($"{articles.Count} articles in {folder.Path}: 0 problems, {advice.Count} advice");
            return 0;
        }
        catch (KnowledgeException e)
        {
            foreach (var problem in e.Problems)
                await output.WriteLineAsync($"error: {problem}");
            await output.WriteLineAsync($"{folder.Path}: {e.Problems.Count} problems");
            return 1;
        }
    }
}
