using CxBot.Conversations;
using CxBot.Evaluation;
using CxBot.Handover;
using CxBot.Knowledge;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Evaluation;

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
        var why = Explanation.Of(answer, HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh));
        var words = new DeskWords();
        words.Use("en");
        var say = new ExplanationWords(words);
        await output.WriteLineAsync(FormattableString.Invariant($"""
            {say.Decision(why)}
            {say.Threshold(why)}
            At a target of {target:0.00} right the bot {answer.Thresholds.Expected?.ToString() ?? "has too few articles to say what to expect"}.
            Language: {answer.Language}

            """));
        foreach (var (candidate, place) in why.Candidates.Select((c, at) => (c, at + 1)))
            await output.WriteLineAsync(FormattableString.Invariant($"{place}. {candidate.Score:0.000}  {candidate.Id}: {candidate.Title}\n          {words["NearestWay"]} {candidate.Variant}"));
        foreach (var line in say.Signals(answer.Confidence.Signals))
            await output.WriteLineAsync($"{(line.SpeaksFor switch { true => "+", false => "-", _ => " " })} {line.Text}");
        await output.WriteLineAsync();
        foreach (var (name, value) in answer.Confidence.Signals)
            await output.WriteLineAsync(FormattableString.Invariant($"  {name,-16} {value:0.####}"));
    }
}
