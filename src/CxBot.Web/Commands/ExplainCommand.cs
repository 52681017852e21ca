using CxBot.Conversations;
using CxBot.Evaluation;
using CxBot.Handover;
using CxBot.Knowledge;

namespace CxBot.Web.Commands;

/// <summary><c>explain</c>: what the bot makes of one question, and why: which article, by which way to ask, by which signals, against which threshold.</summary>
public static class ExplainCommand
{
    public const string Usage = """
        usage: explain "question" [--knowledge DIR]

          --knowledge DIR    the folder of articles (default: Knowledge:Folder)
        """;

    /// <returns>0 when done; 1 where the knowledge fails; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken ct)
    {
        try
        {
            if (args is [] or ["--help" or "-h"] || args[0].StartsWith("--", StringComparison.Ordinal))
            {
                await output.WriteLineAsync(Usage);
                return args is ["--help" or "-h"] ? 0 : 2;
            }

            var settings = CommandSettings.Read();
            var folder = CommandLine.Read(args[1..], "--knowledge").GetValueOrDefault("--knowledge");
            var options = CommandSettings.Answering(settings);
            using var knowledge = await LoadedKnowledge.LoadAsync(CommandSettings.Knowledge(settings, folder), options, ct);
            await ExplainAsync(args[0], knowledge, options.TargetAccuracy, output, ct);
            return 0;
        }
        catch (FormatException e)
        {
            await output.WriteLineAsync($"explain: {e.Message}{Environment.NewLine}{Environment.NewLine}{Usage}");
            return 2;
        }
        catch (KnowledgeException e)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task ExplainAsync(string question, LoadedKnowledge knowledge, double target, TextWriter output, CancellationToken ct)
    {
        var utterance = Utterance.Read(question, null);
        var answer = await knowledge.Answerer.AnswerAsync(question, utterance.Language, ct);
        var thresholds = answer.Thresholds;
        await output.WriteLineAsync(FormattableString.Invariant($"""
            decision    {Say(HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh))}
            confidence  {answer.Confidence.Probability:0.000}; answers from {thresholds.Answer:0.000}, asks back from {thresholds.Clarify:0.000}
            expected    {thresholds.Expected?.ToString() ?? "too few articles to say"}, at a target of {target:0.00} right
            language    {answer.Language}
            """));
        foreach (var (candidate, place) in answer.Candidates.Select((c, at) => (c, at + 1)))
            await output.WriteLineAsync(FormattableString.Invariant($"{place}. {candidate.Score:0.000}  {candidate.Article.Id}: {candidate.Article.Title}\n          nearest way to ask: {candidate.Variant}"));
        foreach (var (name, value) in answer.Confidence.Signals)
            await output.WriteLineAsync(FormattableString.Invariant($"  {name,-16} {value:0.####}"));
    }

    private static string Say(Decision decision) => decision switch
    {
        Decision.GiveAnswer given => $"answers with {given.Candidate.Article.Id}",
        Decision.Clarify clarify => $"asks back: {string.Join(", ", clarify.Choices.Select(c => c.Article.Id))}",
        Decision.Chat chat => $"small talk: {chat.Kind}",
        Decision.HandOver handOver => $"hands over: {handOver.Reason}{(handOver.Say is { } say ? $", after saying {say.Article.Id}" : "")}",
        _ => "asks to put it in other words",
    };
}
