using CxBot.Reports.Figures;
using CxBot.Reports.Statistics;

namespace CxBot.Web.Desk.Reports;

/// <summary>How a report's figures are written for a reader.</summary>
internal static class ReportText
{
    /// <summary>A duration in the two largest units that it has; a dash where there is none.</summary>
    public static string Duration(DeskWords words, TimeSpan? time) => time switch
    {
        null => "–",
        { TotalSeconds: < 10 } brief when brief.Milliseconds > 0 => words.Say("ReportMilliseconds", (int)brief.TotalMilliseconds),
        { TotalSeconds: < 60 } some => words.Say("ReportSeconds", (int)some.TotalSeconds),
        { TotalMinutes: < 60 } some => words.Say("ReportMinutes", (int)some.TotalMinutes, some.Seconds),
        { TotalHours: < 24 } some => words.Say("ReportHours", (int)some.TotalHours, some.Minutes),
        { } some => words.Say("ReportDays", (int)some.TotalDays, some.Hours),
    };

    public static string Share(DeskWords words, double? share) =>
        share is { } known ? Evaluation.Charts.Figures.Percent(words, known, known is > 0 and < 0.1 ? 1 : 0) : "–";

    /// <summary>What stands large on a tile.</summary>
    public static string Large(DeskWords words, Figure figure, FigureValue value) => figure switch
    {
        SurveyScore score => Score(words, score.Kind, value.Scores?.Mean),
        { Unit: not null } => Duration(words, value.Median),
        { IsShare: true } => Share(words, value.Share),
        _ => Number(words, value.Count),
    };

    /// <summary>What stands small below it.</summary>
    public static string Small(DeskWords words, Figure figure, FigureValue value) => figure switch
    {
        { Unit: not null } when value.Count == 0 => words["ReportNone"],
        { Unit: not null } => words.Say(
            "ReportTimes", Duration(words, value.Mean), Duration(words, value.NineTenths), Number(words, value.Count)),
        SurveyScore when value.Count == 0 => words["ReportNone"],
        SurveyScore score when value.Scores is { Interval: { } sure } => Few(words, value.Count, words.Say(
            "ReportScoreBetween", Number(words, value.Count), Score(words, score.Kind, sure.Low), Score(words, score.Kind, sure.High))),
        SurveyCount when value.Of is > 0 and var all => Between(words, value.Count, all),
        _ when value.Of is { } all => words.Say("ReportOf", Number(words, value.Count), Number(words, all)),
        _ => "",
    };

    /// <summary>What a share of answers is worth: of so many, it may as well lie elsewhere.</summary>
    private static string Between(DeskWords words, int count, int all)
    {
        var sure = new Proportion(count, all).Interval!.Value;
        return Few(words, all, words.Say(
            "ReportBetween", Number(words, count), Number(words, all), Share(words, sure.Low), Share(words, sure.High)));
    }

    /// <summary>With a warning where there are too few answers to conclude anything from.</summary>
    public static string Few(DeskWords words, long answers, string said) =>
        Enough.Is(answers) ? said : $"{said} {words["ReportFew"]}";

    /// <summary>A mean on the scale of <see cref="ScoreScales"/>, as people write that figure.</summary>
    public static string Score(DeskWords words, SurveyKind kind, double? mean) => (kind, mean) switch
    {
        (_, null) => "–",
        (SurveyKind.Nps, { } known) => (100 * known).ToString("+0;−0;0", words.Culture),
        (SurveyKind.Ces, { } known) => known.ToString("0.0", words.Culture),
        var (_, known) => Share(words, known),
    };

    public static string Number(DeskWords words, int count) => count.ToString("N0", words.Culture);
}
