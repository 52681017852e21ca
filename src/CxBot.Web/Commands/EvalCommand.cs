using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxBot.Evaluation;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;

namespace CxBot.Web.Commands;

/// <summary>
/// <c>eval</c>: labelled questions in, accuracy, calibration and decisions out; with <c>--replay</c> stored conversations, asked again.
/// </summary>
internal sealed class EvalCommand : Command
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly JsonSerializerOptions Line =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Option<string?> _knowledge = CommandOption.KnowledgeFolder("the folder of articles");
    private readonly Option<string?> _questions =
        CommandOption.Text("--questions", "FILE.jsonl", "one {\"text\": \"...\", \"article\": \"id\" or null} a line");
    private readonly Option<string?> _json = CommandOption.Text("--json", "OUT.json", "writes the figures");
    private readonly Option<string?> _predictions =
        CommandOption.Text("--predictions", "OUT.jsonl", "writes what was made of each question");
    private readonly Option<double?> _share = new("--unanswerable-share")
    {
        HelpName = "X",
        Description = "the share of questions that no article answers, 0.01 to 0.9 (default: Answering:UnanswerableShare)",
        CustomParser = read => CommandOption.Parsed<double>(read, "0.01 to 0.9",
            double.TryParse(read.Tokens[0].Value, CultureInfo.InvariantCulture, out var share) && share is >= 0.01 and <= 0.9 ? share
                : null),
    };
    private readonly Option<string?> _gate =
        CommandOption.Text("--gate", "FILE", "a JSON object of bounds; exit code 1 where the figures fall short");
    private readonly Option<bool> _replay =
        new("--replay") { Description = "asks stored conversations again, and says what would now be decided differently" };
    private readonly Option<DateTimeOffset?> _from = CommandOption.Date("--from", "with --replay: asked from then on");
    private readonly Option<DateTimeOffset?> _to = CommandOption.Date("--to", "with --replay: asked before then");

    public EvalCommand(CommandContext context) : base("eval", "Measures answers and their confidence on labelled questions.")
    {
        foreach (var option in (Option[])[_knowledge, _questions, _json, _predictions, _share, _gate, _replay, _from, _to])
            Add(option);
        Validators.Add(Fits);
        SetAction((parsed, cancellationToken) => parsed.GetValue(_replay)
            ? new ReplayCommand(context).RunAsync(parsed.GetValue(_knowledge), parsed.GetValue(_from), parsed.GetValue(_to),
                parsed.GetValue(_json), parsed.InvocationConfiguration.Output, cancellationToken)
            : RunAsync(parsed, cancellationToken));
    }

    /// <summary>Labelled questions and stored ones need different options.</summary>
    private void Fits(CommandResult read)
    {
        var replays = read.GetResult(_replay) is not null;
        Option[] needed = replays ? [] : [_knowledge, _questions];
        Option[] odd = replays ? [_questions, _predictions, _share, _gate] : [_from, _to];
        if (odd.FirstOrDefault(option => read.GetResult(option) is not null) is { } strange)
            read.AddError($"{strange.Name} does not go {(replays ? "with" : "without")} --replay.");
        else if (needed.FirstOrDefault(option => read.GetResult(option) is null) is { } missing)
            read.AddError($"{missing.Name} is missing.");
    }

    /// <returns>Done, refused where the gate fails, or misused where a file cannot be read.</returns>
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            return await EvaluateAsync(parsed, cancellationToken);
        }
        catch (Exception wrong) when (wrong is FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"eval: {wrong.Message.TrimEnd('.')}.");
            return ExitCode.Misused;
        }
    }

    private async Task<int> EvaluateAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = CommandSettings.Read();
        var file = parsed.GetRequiredValue(_questions)!;
        var answering = CommandSettings.Answering(settings);
        if (parsed.GetValue(_share) is { } stated)
            answering.UnanswerableShare = stated;
        var questions = await LabelledQuestion.ReadAsync(file, cancellationToken);
        if (questions.Count == 0)
            throw new FormatException($"{file} holds no question");
        var bounds = parsed.GetValue(_gate) is { } gate ? await EvaluationGate.ReadAsync(gate, cancellationToken) : null;

        var (report, predictions) = await EvaluationRun.RunAsync(
            CommandSettings.Knowledge(settings, parsed.GetValue(_knowledge)), answering, CommandSettings.Model(settings), questions,
            cancellationToken);

        var figures = JsonSerializer.Serialize(report, Json);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync(figures);
        if (parsed.GetValue(_json) is { } json)
            await File.WriteAllTextAsync(json, figures + Environment.NewLine, cancellationToken);
        if (parsed.GetValue(_predictions) is { } lines)
            await File.WriteAllLinesAsync(lines, predictions.Select(p => JsonSerializer.Serialize(p, Line)), cancellationToken);
        var failures = bounds is null ? [] : EvaluationGate.Failures(report, bounds);
        foreach (var failure in failures)
            await output.WriteLineAsync($"gate: {failure}");
        return failures.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
