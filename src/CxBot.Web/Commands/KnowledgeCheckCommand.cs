using CxBot.Answering.Model;
using CxBot.Answering;
using CxBot.Evaluation;
using CxBot.Knowledge;
using CxBot.Web.Desk;

namespace CxBot.Web.Commands;

/// <summary><c>knowledge check</c>: what is wrong in the articles, and what would make them answer better.</summary>
public static class KnowledgeCheckCommand
{
    public const string Usage = """
        usage: knowledge check [--knowledge DIR]

          --knowledge DIR    the folder of articles (default: Knowledge:Folder)
        """;

    /// <returns>0 where every article can be used, advice or not; 1 where one cannot; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            if (args is ["--help" or "-h"])
            {
                await output.WriteLineAsync(Usage);
                return 0;
            }

            var settings = CommandSettings.Read();
            var options = CommandSettings.Knowledge(settings, CommandLine.Read(args, "--knowledge").GetValueOrDefault("--knowledge"));
            return await CheckAsync(options, CommandSettings.Answering(settings), CommandSettings.Model(settings), output, cancellationToken);
        }
        catch (FormatException e)
        {
            await output.WriteLineAsync($"knowledge check: {e.Message}{Environment.NewLine}{Environment.NewLine}{Usage}");
            return 2;
        }
    }

    private static async Task<int> CheckAsync(KnowledgeOptions options, AnsweringOptions answering, ModelOptions model, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = KnowledgeFolder.Locate(options);
        try
        {
            var articles = folder.Read();
            IReadOnlyList<KnowledgeAdvice> advice = KnowledgeReview.OfArticles(articles, folder.Path, TimeProvider.System.GetUtcNow());
            string? expected = null;
            if (articles.Count > 0)
            {
                using var knowledge = await LoadedKnowledge.LoadAsync(options, answering, model, cancellationToken);
                advice = [.. advice, .. RetrievalReview.Advise(knowledge.Index, Environment.ProcessorCount, cancellationToken)];
                expected = knowledge.Thresholds.Expected?.ToString();
            }

            var words = new DeskWords();
            words.Use("en");
            foreach (var line in advice.OrderBy(a => a.File, StringComparer.Ordinal))
                await output.WriteLineAsync($"advice: {line.File}: {words.Say("Advice_" + line.Kind, [.. line.Values])}. {words.Say("AdviceToDo_" + line.Kind, [.. line.Values])}");
            if (expected is not null)
                await output.WriteLineAsync(FormattableString.Invariant($"at a target of {answering.TargetAccuracy:0.00} right the bot {expected}"));
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
