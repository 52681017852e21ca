using CxBot.Answering.Model;
using CxBot.Answering.Wording;
using CxBot.Answering;
using CxBot.Evaluation;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Turns;
using CxBot.Web.Desk.Evaluation.Questions;
using CxBot.Web.Desk;

namespace CxBot.Web.Commands;

/// <summary><c>explain</c>: what the bot makes of one question, and why: which article, by which way to ask, by which signals, against which threshold.</summary>
public static class ExplainCommand
{
    public const string Usage = """
        usage: explain "question" [--knowledge DIR]

          --knowledge DIR    the folder of articles (default: Knowledge:Folder)
        """;

    /// <returns>0 when done; 1 where the knowledge fails; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
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
            var model = CommandSettings.Model(settings);
            using var knowledge = await LoadedKnowledge.LoadAsync(CommandSettings.Knowledge(settings, folder), options, model, cancellationToken);
            await ExplainAsync(args[0], knowledge, options.TargetAccuracy, model, output, cancellationToken);
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

    private static async Task ExplainAsync(string question, LoadedKnowledge knowledge, double target, ModelOptions model, TextWriter output, CancellationToken cancellationToken)
    {
        var utterance = Utterance.Read(question, null, knowledge.Answerer.Lexicon);
        var answer = await knowledge.Answerer.AnswerAsync(question, utterance.Language, cancellationToken);
        var decision = HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh);
        var why = TurnExplanation.Of(answer, decision);
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
            await output.WriteLineAsync(FormattableString.Invariant($"{place}. {candidate.Score:0.000}  {candidate.Id}: {candidate.Title}\n          {words["NearestWay"]} {candidate.WayToAsk}"));
        foreach (var line in say.Signals(answer.Confidence.Signals))
            await output.WriteLineAsync($"{(line.SpeaksFor switch { true => "+", false => "-", _ => " " })} {line.Text}");
        await output.WriteLineAsync($"Model: {await ModelAsync(question, utterance, answer, decision, knowledge, model, cancellationToken)}");
        await output.WriteLineAsync();
        foreach (var (name, value) in answer.Confidence.Signals)
            await output.WriteLineAsync(FormattableString.Invariant($"  {name,-16} {value:0.####}"));
    }

    /// <summary>Whether the model would write this answer, and what it writes: one call, as the bot makes it.</summary>
    private static async Task<string> ModelAsync(string question, Utterance utterance, Answer answer, Decision decision, LoadedKnowledge knowledge, ModelOptions options, CancellationToken cancellationToken)
    {
        if (!options.Writes) return "none is set; the article itself is the answer";
        if (decision is not Decision.GiveAnswer { Further.Count: 0 } given) return "not asked: there is no single answer to write";
        using var writer = knowledge.Writer(options);
        var writing = await writer.WriteAsync(new WritingRequest("explain", question, utterance.Language, answer, given.Candidate, TimeProvider.System.GetUtcNow()), _ => { }, cancellationToken);
        return writing.Outcome switch
        {
            WritingOutcome.NotNeeded => FormattableString.Invariant($"not asked: the article itself is surely the answer (from {options.SureFrom:0.00})"),
            WritingOutcome.Written => $"written from {string.Join(", ", writing.Cited.Select(a => a.Id))}:\n{writing.Text}",
            WritingOutcome.NoAnswer => "says that the articles do not answer: the bot would doubt",
            var why => $"asked, and the article itself is the answer: {why}",
        };
    }
}
