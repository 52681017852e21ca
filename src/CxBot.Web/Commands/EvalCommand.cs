using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Knowledge;

namespace CxBot.Web.Commands;

/// <summary><c>eval</c>: labelled questions in, accuracy, calibration and decisions out.</summary>
public static class EvalCommand
{
    public const string Usage = """
        usage: eval --knowledge DIR --questions FILE.jsonl [options]

          --knowledge DIR            the folder of articles
          --questions FILE.jsonl     one {"text": "...", "article": "id" or null} a line
          --json OUT.json            write the figures
          --predictions OUT.jsonl    write what was made of each question
          --unanswerable-share X     the share of questions that no article answers, 0.01 to 0.9 (default: Answering:UnanswerableShare)
          --gate FILE                a JSON object of bounds; exit 1 where the figures fall short

        or: eval --replay [--knowledge DIR] [--from DATE] [--to DATE] [--json OUT.json]
        asks stored conversations again and says what would now be decided differently
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>0 when done; 1 where the gate or the knowledge fails; 2 for a wrong command line.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, CancellationToken cancellationToken)
    {
        try
        {
            if (args is ["--help" or "-h"])
            {
                await output.WriteLineAsync(Usage);
                return 0;
            }

            return await EvaluateAsync(CommandLine.Read(args, "--knowledge", "--questions", "--json", "--predictions", "--unanswerable-share", "--gate"), output, cancellationToken);
        }
        catch (Exception e) when (e is FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            await output.WriteLineAsync($"eval: {e.Message}{Environment.NewLine}{Environment.NewLine}{Usage}");
            return 2;
        }
        catch (KnowledgeException e)
        {
            await output.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task<int> EvaluateAsync(Dictionary<string, string> values, TextWriter output, CancellationToken cancellationToken)
    {
        string Needed(string name) => values.GetValueOrDefault(name) ?? throw new FormatException($"{name} is missing");
        var settings = CommandSettings.Read();
        var knowledge = CommandSettings.Knowledge(settings, Needed("--knowledge"));
        var file = Needed("--questions");
        var answering = CommandSettings.Answering(settings);
        if (values.TryGetValue("--unanswerable-share", out var stated))
            answering.UnanswerableShare = double.TryParse(stated, CultureInfo.InvariantCulture, out var share) && share is >= 0.01 and <= 0.9
                ? share
                : throw new FormatException($"--unanswerable-share is 0.01 to 0.9, not '{stated}'");
        var questions = await LabelledQuestion.ReadAsync(file, cancellationToken);
        if (questions.Count == 0)
            throw new FormatException($"{file} holds no question");
        var bounds = values.TryGetValue("--gate", out var gate) ? await EvaluationGate.ReadAsync(gate, cancellationToken) : null;

        var (report, predictions) = await EvaluationRun.RunAsync(knowledge, answering, CommandSettings.Model(settings), questions, cancellationToken);

        var figures = JsonSerializer.Serialize(report, Json);
        await output.WriteLineAsync(figures);
        if (values.TryGetValue("--json", out var json))
            await File.WriteAllTextAsync(json, figures + Environment.NewLine, cancellationToken);
        if (values.TryGetValue("--predictions", out var lines))
            await File.WriteAllLinesAsync(lines, predictions.Select(p => JsonSerializer.Serialize(p, Line)), cancellationToken);
        var failures = bounds is null ? [] : EvaluationGate.Failures(report, bounds);
        foreach (var failure in failures)
            await output.WriteLineAsync($"gate: {failure}");
        return failures.Count == 0 ? 0 : 1;
    }
}
