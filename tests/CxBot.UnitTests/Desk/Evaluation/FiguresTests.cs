using CxBot.Evaluation;
using CxBot.Web.Desk.Evaluation.Charts;

namespace CxBot.Tests.Desk.Evaluation;

public sealed class FiguresTests
{
    [Fact]
    public void More_is_better_for_all_but_the_calibration_error()
    {
        var before = Report(accuracy: 0.9, ece: 0.05);
        var figures = Figures.Of(Report(accuracy: 0.8, ece: 0.04), before).ToDictionary(f => f.Name);

        Assert.Equal((false, true), (figures["accuracy"].Better, figures["ece"].Better));
        Assert.Equal(-0.1, figures["accuracy"].Change!.Value, 6);
        Assert.Null(Figures.Of(before, before)[0].Better);
        Assert.Null(Figures.Of(before, null)[0].Change);
    }

    [Fact]
    public void What_the_questions_do_not_allow_is_left_out() =>
        Assert.DoesNotContain(Figures.Of(Report(0.9, 0.1), null), f => f.Name == "auroc");

    [Theory]
    [InlineData(0.03, 0.04)]
    [InlineData(0.11, 0.2)]
    [InlineData(1, 1)]
    [InlineData(0, 0.04)]
    public void The_drawing_is_as_high_as_it_must_be(double highest, double most) => Assert.Equal(most, PlotPlane.For(highest).Most);

    private static EvaluationReport Report(double accuracy, double ece) =>
        new(new(1, 1), accuracy, null, null, ece, new(1, 0, 0, 1), new(0, 0), 0);
}
