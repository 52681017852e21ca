using System.Globalization;
using CxBot.Evaluation;

namespace CxBot.Web.Desk.Evaluation.Charts;

/// <summary>How figures are written for a reader.</summary>
public static class Figures
{
    /// <summary>A share of 1, as so many of a hundred.</summary>
    public static string Percent(DeskWords words, double share, int decimals = 0) =>
        (100 * share).ToString(decimals == 0 ? "0" : "0.0", words.Culture) + " %";

    /// <summary>A number for a style or a drawing.</summary>
    public static string Css(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The figures of a run that are worth a tile; those that its questions do not allow are left out.</summary>
    public static IReadOnlyList<Figure> Of(EvaluationReport now, EvaluationReport? before) =>
    [
        .. new Figure?[]
        {
            Figure.Of("accuracy", now.Accuracy, before?.Accuracy, lessIsBetter: false),
            Figure.Of("answerAccuracy", now.Decisions.AnswerAccuracy, before?.Decisions.AnswerAccuracy, lessIsBetter: false),
            Figure.Of("oosRecallAt95", now.OosRecallAt95, before?.OosRecallAt95, lessIsBetter: false),
            Figure.Of("auroc", now.Auroc, before?.Auroc, lessIsBetter: false),
            Figure.Of("ece", now.Ece, before?.Ece, lessIsBetter: true),
        }.OfType<Figure>(),
    ];

    /// <summary>What shares of the questions had which outcome.</summary>
    public static (double Answer, double Clarify, double HandOver) Shares(EvaluationReport report)
    {
        double all = Math.Max(report.Questions.Asked, 1);
        return (report.Decisions.Answer / all, report.Decisions.Clarify / all, report.Decisions.HandOver / all);
    }
}

/// <summary>One figure, and how far it has moved.</summary>
/// <param name="Name">As <c>eval --json</c> names it.</param>
/// <param name="Value">A share, 0 to 1.</param>
/// <param name="Change">Since the run before; null without one.</param>
/// <param name="Better">Whether the change is for the better; null where it can hardly be seen.</param>
public sealed record Figure(string Name, double Value, double? Change, bool? Better)
{
    private const double Visible = 0.0005;

    public static Figure? Of(string name, double? now, double? before, bool lessIsBetter)
    {
        if (now is not { } value)
            return null;
        var change = value - before;
        return new(name, value, change, change is { } by && Math.Abs(by) >= Visible ? by > 0 != lessIsBetter : null);
    }
}
