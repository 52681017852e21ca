using System.CommandLine;
using System.Globalization;
using CxBot.Answering;
using CxBot.Answering.Model;
using CxBot.Answering.Wording;
using CxBot.Conversations;
using CxBot.Evaluation;
using CxBot.Language;
using CxBot.Turns;
using CxBot.Web.Desk;
using CxBot.Web.Desk.Evaluation.Questions;

namespace CxBot.Web.Commands;

/// <summary>
/// <c>explain</c>: what the bot makes of one question, and why: which article, by which way to ask, by which signals, against which
/// threshold.
/// </summary>
internal sealed class ExplainCommand : Command
{
    private readonly Argument<string> _question = new("question") { Description = "what a customer would write, in quotes" };
    private readonly Option<string?> _knowledge = CommandOption.KnowledgeFolder();

    public ExplainCommand() : base("explain", "Says what the bot makes of a question, and why.")
    {
        Add(_question);
        Add(_knowledge);
        SetAction(ExplainAsync);
    }

    private async Task<int> ExplainAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (output, question) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_question));
        var settings = CommandSettings.Read();
        var (options, model) = (CommandSettings.Answering(settings), CommandSettings.Model(settings));
        using var knowledge = await LoadedKnowledge.LoadAsync(CommandSettings.Knowledge(settings, parsed.GetValue(_knowledge)), options,
            model, cancellationToken);
        var utterance = Utterance.Read(question, null, knowledge.Answerer.Lexicon);
        var answer = await knowledge.Answerer.AnswerAsync(question, utterance.Language, cancellationToken);
        var decision = HandoverPolicy.Decide(utterance, answer, PolicyContext.Fresh);
        await WriteAsync(answer, TurnExplanation.Of(answer, decision), options.TargetAccuracy, output);
        var written = await ModelAsync(question, utterance, answer, decision, knowledge, model, cancellationToken);
        await output.WriteLineAsync($"Model: {written}");
        await output.WriteLineAsync();
        foreach (var (name, value) in answer.Confidence.Signals)
            await output.WriteLineAsync(FormattableString.Invariant($"  {name,-16} {value:0.####}"));
        return ExitCode.Done;
    }

    private static async Task WriteAsync(Answer answer, Explanation why, double target, TextWriter output)
    {
        var words = new DeskWords();
        words.Use("en");
        var say = new ExplanationWords(words);
        var expected = answer.Thresholds.Expected?.ToString() ?? "has too few articles to say what to expect";
        await output.WriteLineAsync(FormattableString.Invariant($"""
            {say.Decision(why)}
            {say.Threshold(why)}
            At a target of {target:0.00} right the bot {expected}.
            Language: {answer.Language}

            """));
        foreach (var (candidate, place) in why.Candidates.Select((c, at) => (c, at + 1)))
        {
            var score = candidate.Score.ToString("0.000", CultureInfo.InvariantCulture);
            await output.WriteLineAsync($"{place}. {score}  {candidate.Id}: {candidate.Title}");
            await output.WriteLineAsync($"          {words["NearestWay"]} {candidate.WayToAsk}");
        }
        foreach (var line in say.Signals(answer.Confidence.Signals))
            await output.WriteLineAsync($"{(line.SpeaksFor switch { true => "+", false => "-", _ => " " })} {line.Text}");
    }

    /// <summary>Whether the model would write this answer, and what it writes: one call, as the bot makes it.</summary>
    private static async Task<string> ModelAsync(
        string question, Utterance utterance, Answer answer, Decision decision, LoadedKnowledge knowledge, ModelOptions options,
        CancellationToken cancellationToken)
    {
        if (!options.Writes)
            return "none is set; the article itself is the answer";
        if (decision is not Decision.GiveAnswer { Further.Count: 0 } given)
            return "not asked: there is no single answer to write";
        using var writer = knowledge.Writer(options);
        var request = new WritingRequest(
            new("explain"), question, utterance.Language, answer, given.Candidate, TimeProvider.System.GetUtcNow());
        var writing = await writer.WriteAsync(request, _ => { }, cancellationToken);
        return writing.Outcome switch
        {
            WritingOutcome.NotNeeded =>
                FormattableString.Invariant($"not asked: the article itself is surely the answer (from {options.SureFrom:0.00})"),
            WritingOutcome.Written => $"written from {string.Join(", ", writing.Cited.Select(a => a.Id))}:\n{writing.Text}",
            WritingOutcome.NoAnswer => "says that the articles do not answer: the bot would doubt",
            var why => $"asked, and the article itself is the answer: {why}",
        };
    }
}
