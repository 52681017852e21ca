using CxBot.Answering.Calibration;
using CxBot.Conversations;
using CxBot.Evaluation.Metrics;
using CxBot.Evaluation.Questions;

namespace CxBot.Benchmarks.Quality;

/// <summary>One line of the table: figures with the share of unanswerable questions stated as it is, and what becomes of them with the
/// default.</summary>
internal sealed record QualityRow(
    string Set, string System, IReadOnlyList<Prediction> Predictions, IReadOnlyList<Prediction>? ByDefaultShare)
{
    public const string Head = """
        | set | system | accuracy | AUROC | refused at 95 % kept | ECE | answerable answered | right among answered | forecast | came |
        | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    /// <summary>What the product forecast with the share stated as it is; null for who forecasts nothing.</summary>
    public ExpectedShares? Expected { get; init; }

    public override string ToString()
    {
        var answered = Predictions.Where(p => p.Decision == DecisionKind.Answer).ToArray();
        var answerable = Predictions.Count(p => p.IsAnswerable);
        string[] cells =
        [
            Set, System,
            Percent(Predictions.Count(p => p.IsRight), answerable),
            Both(p => Figure(Measures.Auroc(p))),
            Both(p => Measures.RefusedAt(p, 0.95) is double refused ? Percent(refused, 1) : ""),
            Both(p => Figure(Measures.CalibrationError(p))),
            answered.Length == 0 ? "" : Percent(answered.Count(p => p.IsAnswerable), answerable),
            answered.Length == 0 ? "" : Percent(answered.Count(p => p.IsRight), answered.Length),
            Expected is { } e ? Shares(e.Answer, e.Clarify, e.HandOver) : "",
            Expected is null ? "" : Shares(Part(DecisionKind.Answer), Part(DecisionKind.Clarify), Part(DecisionKind.HandOver)),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private string Both(Func<IReadOnlyList<Prediction>, string> figure) =>
        ByDefaultShare is null || figure(Predictions).Length == 0 ? figure(Predictions)
            : $"{figure(Predictions)}; {figure(ByDefaultShare)}";

    private double Part(DecisionKind kind) => Predictions.Count(p => p.Decision == kind) / (double)Predictions.Count;

    private static string Shares(params double[] parts) =>
        string.Join(", ", parts.Select(p => FormattableString.Invariant($"{100 * p:0}")));

    private static string Percent(double part, double all) => FormattableString.Invariant($"{100 * part / all:0.0}");

    private static string Figure(double? value) => value is double v ? FormattableString.Invariant($"{v:0.000}") : "";
}
