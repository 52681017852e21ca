using System.Text.Json;

namespace CxBot.Evaluation.Metrics;

/// <summary>
/// The bounds that an owner's CI holds an evaluation to, from a JSON object: <c>accuracy</c>, <c>auroc</c>, <c>oosRecallAt95</c>,
/// <c>answerAccuracy</c> and <c>answerShare</c> at least; <c>ece</c> at most.
/// </summary>
public static class EvaluationGate
{
    private static readonly string[] Names = ["accuracy", "auroc", "oosRecallAt95", "answerAccuracy", "answerShare", "ece"];

    /// <exception cref="FormatException">The file is not such an object.</exception>
    public static async Task<IReadOnlyDictionary<string, double>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            var bounds = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());
            var unknown = bounds.Keys.Except(Names).FirstOrDefault();
            return unknown is null
                ? bounds
                : throw new FormatException($"{file}: unknown bound '{unknown}'; the bounds are {string.Join(", ", Names)}.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException(
                $"{file}: a gate is a JSON object of bounds such as {{\"accuracy\": 0.93, \"ece\": 0.08}}: {e.Message}",
                e);
        }
    }

    /// <summary>
    /// Where the report falls short, in words; empty where it passes. A bound on what the questions cannot measure is a failure.
    /// </summary>
    public static IReadOnlyList<string> Failures(EvaluationReport report, IReadOnlyDictionary<string, double> bounds)
    {
        var failures = new List<string>();
        foreach (var (name, bound) in bounds)
        {
            var value = Value(report, name);
            var atMost = name == "ece";
            if (value is not double measured)
                failures.Add($"{name} cannot be measured with these questions");
            else if (atMost ? measured > bound : measured < bound)
                failures.Add(
                    FormattableString.Invariant(
                        $"{name} is {measured:0.####}, {(atMost ? "at most" : "at least")} {bound:0.####} is wanted"));
        }

        return failures;
    }

    private static double? Value(EvaluationReport report, string name) => name switch
    {
        "accuracy" => report.Accuracy,
        "auroc" => report.Auroc,
        "oosRecallAt95" => report.OosRecallAt95,
        "answerAccuracy" => report.Decisions.AnswerAccuracy,
        "answerShare" => report.Questions.Asked == 0 ? null : (double)report.Decisions.Answer / report.Questions.Asked,
        "ece" => report.Ece,
        _ => null,
    };
}
