using System.CommandLine;
using CxBot.Evaluation;
using CxBot.Knowledge;
using CxBot.Web.Desk;

namespace CxBot.Web.Commands;

/// <summary><c>knowledge check</c>: what is wrong in the articles, and what would make them answer better.</summary>
internal sealed class KnowledgeCommand : Command
{
    private readonly Option<string?> _knowledge = CommandOption.KnowledgeFolder();

    public KnowledgeCommand() : base("knowledge", "The articles.")
    {
        var check = new Command("check", "Says what is wrong in the articles, and what would make them answer better.") { _knowledge };
        check.SetAction(CheckAsync);
        Add(check);
    }

    /// <returns>Done where every article can be used, advice or not; refused where one cannot.</returns>
    private async Task<int> CheckAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var settings = CommandSettings.Read();
        var folder = KnowledgeFolder.Locate(CommandSettings.Knowledge(settings, parsed.GetValue(_knowledge)));
        try
        {
            var articles = folder.Read();
            var (advice, expected) = await AdviseAsync(folder, articles, settings, parsed.GetValue(_knowledge), cancellationToken);
            var words = new DeskWords();
            words.Use("en");
            foreach (var line in advice.OrderBy(a => a.File, StringComparer.Ordinal))
            {
                object?[] values = [.. line.Values];
                var (found, toDo) = (words.Say("Advice_" + line.Kind, values), words.Say("AdviceToDo_" + line.Kind, values));
                await output.WriteLineAsync($"advice: {line.File}: {found}. {toDo}");
            }
            if (expected is not null)
            {
                var target = CommandSettings.Answering(settings).TargetAccuracy;
                await output.WriteLineAsync(FormattableString.Invariant($"at a target of {target:0.00} right the bot {expected}"));
            }
            await output.WriteLineAsync($"{articles.Count} articles in {folder.Path}: 0 problems, {advice.Count} advice");
            return ExitCode.Done;
        }
        catch (KnowledgeException broken)
        {
            foreach (var problem in broken.Problems)
                await output.WriteLineAsync($"error: {problem}");
            await output.WriteLineAsync($"{folder.Path}: {broken.Problems.Count} problems");
            return ExitCode.Refused;
        }
    }

    /// <returns>What would make the articles better, and what to expect of the bot with them; null where there are too few to
    /// say.</returns>
    private static async Task<(IReadOnlyList<KnowledgeAdvice> Advice, string? Expected)> AdviseAsync(
        KnowledgeFolder folder, IReadOnlyList<Article> articles, IConfiguration settings, string? path, CancellationToken cancellationToken)
    {
        IReadOnlyList<KnowledgeAdvice> ofArticles = KnowledgeReview.OfArticles(articles, folder.Path, TimeProvider.System.GetUtcNow());
        if (articles.Count == 0)
            return (ofArticles, null);
        using var knowledge = await LoadedKnowledge.LoadAsync(
            CommandSettings.Knowledge(settings, path), CommandSettings.Answering(settings), CommandSettings.Model(settings),
            cancellationToken);
        return ([.. ofArticles, .. RetrievalReview.Advise(knowledge.Index, Environment.ProcessorCount, cancellationToken)],
            knowledge.Thresholds.Expected?.ToString());
    }
}
