using CxBot.Reports.Facts;
using CxBot.Reports.Voice;

namespace CxBot.Tests.Reports.Voice;

public sealed class VoiceWeightsTests
{
    [Fact]
    public void Where_answering_depends_on_the_wait_the_weighted_figure_is_the_truth_and_the_raw_one_is_not()
    {
        // 1,000 waited shortly, of whom 90 % are content and half answer; 1,000 long, of whom 30 % are content and a tenth answers.
        IReadOnlyList<VoiceCell> cells = [.. Waited(step: 0, content: 450, others: 50), .. Waited(step: 4, content: 30, others: 70)];
        var weights = VoiceWeights.Of(SurveyKind.Csat, cells);
        Assert.Equal(0.6, weights.Score!.Mean, 2);
        Assert.Equal(0.8, weights.Score.Raw, 2);
        Assert.True(weights.Score.Interval.Contains(0.6));
        Assert.Equal([("0", 0.5), ("4", 0.1)],
            weights.Answered.Where(row => row.By == AnsweredBy.Wait).Select(row => (row.Value!, row.Answered.Share!.Value)));
        Assert.DoesNotContain(weights.Answered, row => row.By == AnsweredBy.Channel);
    }

    [Theory]
    [InlineData(SurveyKind.Nps, 0.0)]
    [InlineData(SurveyKind.Ces, 8.0)]
    [InlineData(SurveyKind.Csat, 1.0)]
    public void Each_question_is_weighted_on_its_own_scale(SurveyKind kind, double mean)
    {
        var cell = new VoiceCell("web", "id", HandoverEnd.Solved, 0, true, 9, 5);
        var other = cell with { Score = kind == SurveyKind.Nps ? 3 : 7 };
        Assert.Equal(mean, VoiceWeights.Of(kind, [cell, other]).Score!.Mean);
    }

    [Fact]
    public void Nobody_asked_and_nobody_answered_is_no_figure()
    {
        Assert.Null(VoiceWeights.Of(SurveyKind.Csat, []).Score);
        Assert.Null(VoiceWeights.Of(SurveyKind.Csat, [new("web", null, HandoverEnd.Solved, 5, null, null, 9)]).Score);
    }

    private static IEnumerable<VoiceCell> Waited(int step, int content, int others)
    {
        yield return new VoiceCell("web", "id", HandoverEnd.Solved, step, true, 5, content);
        yield return new VoiceCell("web", "id", HandoverEnd.Solved, step, true, 1, others);
        yield return new VoiceCell("web", "id", HandoverEnd.Solved, step, true, null, 1_000 - content - others);
    }
}
