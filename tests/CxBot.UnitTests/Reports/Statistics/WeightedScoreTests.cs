using CxBot.Reports.Statistics;

namespace CxBot.Tests.Reports.Statistics;

public sealed class WeightedScoreTests
{
    private static readonly double[] Waits = [0.30, 0.25, 0.20, 0.12, 0.08, 0.05];
    private static readonly double[] Answering = [0.60, 0.50, 0.35, 0.20, 0.10, 0.05];
    private static readonly double[] Content = [0.95, 0.90, 0.80, 0.65, 0.50, 0.40];

    private static double Truth => Waits.Zip(Content, (wait, content) => wait * content).Sum();

    [Fact]
    public void Where_answering_depends_on_the_wait_alone_the_weighted_share_is_within_a_point_and_the_raw_is_not()
    {
        var weighted = WeightedScore.Of(Sample(50_000, new Random(1)), Scale.YesOrNo)!;
        Assert.InRange(weighted.Mean, Truth - 0.01, Truth + 0.01);
        Assert.InRange(weighted.Raw, Truth + 0.05, 1);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(200)]
    [InlineData(1_000)]
    public void The_interval_holds_the_truth_as_often_as_it_says(int answers)
    {
        var random = new Random(answers);
        var held = Enumerable.Range(0, 1_000)
            .Count(_ => WeightedScore.Of(Sample(answers, random), Scale.YesOrNo)!.Interval.Contains(Truth));
        Assert.InRange(held, 900, 999);
    }

    [Fact]
    public void Each_stratum_counts_as_much_as_its_cases()
    {
        var weighted = WeightedScore.Of([Stratum(0, 100, yes: 50, no: 0), Stratum(1, 300, yes: 0, no: 10)], Scale.YesOrNo)!;
        Assert.Equal(0.25, weighted.Mean, 9);
        Assert.Equal(50 / 60.0, weighted.Raw, 9);
        Assert.Equal((400, 60, 2), (weighted.Cases, weighted.Answers.Count, weighted.Strata));
        Assert.True(weighted.IsEnough);
    }

    [Fact]
    public void Without_differences_in_answering_the_interval_is_nearly_that_of_the_answers()
    {
        var weighted = WeightedScore.Of([Stratum(0, 1_000, yes: 80, no: 20), Stratum(1, 1_000, yes: 80, no: 20)], Scale.YesOrNo)!;
        var plain = new Proportion(160, 200);
        Assert.Equal(0.8, weighted.Mean, 9);
        Assert.InRange(weighted.Interval.Width / plain.Interval!.Value.Width, 0.98, 1.05);
        var uneven = WeightedScore.Of([Stratum(0, 200, yes: 150, no: 40), Stratum(1, 1_800, yes: 8, no: 2)], Scale.YesOrNo)!;
        Assert.InRange(uneven.Interval.Width / plain.Interval.Value.Width, 3, 10);
    }

    [Fact]
    public void A_stratum_without_answers_is_joined_with_that_of_its_nearest_that_has_the_fewest()
    {
        // Beside step 2 of the web lie steps 1 and 3, and step 2 of WhatsApp; step 5 has fewer answers and is farther away.
        var weighted = WeightedScore.Of(
            [
                Stratum(1, 100, yes: 10, no: 0), Stratum(2, 100, yes: 0, no: 0), Stratum(3, 100, yes: 0, no: 5),
                Stratum(5, 100, yes: 2, no: 0), Stratum(2, 100, yes: 10, no: 10, group: "whatsapp"),
            ], Scale.YesOrNo)!;
        Assert.Equal(4, weighted.Strata);
        Assert.Equal((1 + 0 + 0 + 1 + 0.5) / 5, weighted.Mean, 9);
    }

    [Fact]
    public void A_group_without_answers_is_joined_with_the_same_step_of_another()
    {
        var weighted = WeightedScore.Of(
            [Stratum(1, 100, yes: 10, no: 0), Stratum(4, 100, yes: 0, no: 10), Stratum(4, 200, yes: 0, no: 1, group: "whatsapp")], Scale.YesOrNo)!;
        Assert.Equal(2, weighted.Strata);
        Assert.Equal(0.25, weighted.Mean, 9);
    }

    [Fact]
    public void The_order_of_the_strata_changes_nothing()
    {
        // Nothing but their order tells which of steps 1 and 3 the empty one is joined with.
        Stratum[] strata = [Stratum(1, 100, yes: 5, no: 0), Stratum(2, 300, yes: 0, no: 0), Stratum(3, 100, yes: 0, no: 5)];
        var forward = WeightedScore.Of(strata, Scale.YesOrNo)!;
        foreach (var seed in Enumerable.Range(0, 20))
        {
            new Random(seed).Shuffle(strata);
            var shuffled = WeightedScore.Of(strata, Scale.YesOrNo)!;
            Assert.Equal(forward.Mean, shuffled.Mean, 12);
            Assert.Equal(forward.Interval.Low, shuffled.Interval.Low, 12);
        }
    }

    [Fact]
    public void A_score_from_minus_one_to_one_is_weighted_the_same_way()
    {
        var weighted = WeightedScore.Of(
            [new Stratum("web", 0, 100, new NetPromoter(10, 0, 0).Scores), new Stratum("web", 1, 300, new NetPromoter(0, 0, 10).Scores)], Scale.Promoter)!;
        Assert.Equal(-0.5, weighted.Mean, 9);
        Assert.InRange(weighted.Interval.Low, -1, -0.5);
        Assert.InRange(weighted.Interval.High, -0.5, 1);
    }

    [Fact]
    public void Nobody_who_answered_is_no_figure_and_more_answers_than_cases_are_a_mistake()
    {
        Assert.Null(WeightedScore.Of([], Scale.YesOrNo));
        Assert.Null(WeightedScore.Of([Stratum(0, 100, yes: 0, no: 0)], Scale.YesOrNo));
        Assert.Throws<ArgumentException>(() => WeightedScore.Of([Stratum(0, 2, yes: 2, no: 1)], Scale.YesOrNo));
        var alike = WeightedScore.Of([Stratum(0, 100, yes: 4, no: 0), Stratum(1, 100, yes: 40, no: 0)], Scale.YesOrNo)!;
        Assert.Equal((1, 1), (alike.Mean, alike.Interval.High));
        Assert.InRange(alike.Interval.Low, 0.5, 0.9);
    }

    private static Stratum[] Sample(int answers, Random random)
    {
        var rate = Waits.Zip(Answering, (wait, answering) => wait * answering).Sum();
        var tallies = new ScoreTally[Waits.Length];
        for (var i = 0; i < answers; i++)
        {
            var (at, wait) = (random.NextDouble() * rate, 0);
            while (wait < Waits.Length - 1 && (at -= Waits[wait] * Answering[wait]) >= 0)
                wait++;
            tallies[wait] += ScoreTally.Of(random.NextDouble() < Content[wait] ? 1 : 0);
        }
        return [.. tallies.Select((tally, wait) => new Stratum("web", wait, (long)(100_000 * answers * Waits[wait]), tally))];
    }

    private static Stratum Stratum(int step, long count, int yes, int no, string group = "web") =>
        new(group, step, count, ScoreTally.Of(1, yes) + ScoreTally.Of(0, no));
}
