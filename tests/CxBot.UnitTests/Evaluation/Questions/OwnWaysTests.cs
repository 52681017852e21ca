using CxBot.Answering.Calibration;
using CxBot.Evaluation.Questions;

namespace CxBot.Tests.Evaluation.Questions;

public sealed class OwnWaysTests
{
    [Fact]
    public void Each_way_to_ask_is_asked_once_and_has_not_been_seen()
    {
        var articles = Articles.Shop();
        var told = 0;

        var asked = OwnWays.Ask(
            Articles.Index(articles), ConfidenceModel.ByHand, (done, _) => told = done, TestContext.Current.CancellationToken);

        Assert.Equal(articles.SelectMany(a => a.WaysToAsk).Order(), asked.Select(q => q.Prediction.Text).Order());
        Assert.Equal(asked.Count, told);
        Assert.All(asked, q => Assert.DoesNotContain(q.Prediction.Text, q.Explanation.Candidates.Select(c => c.WayToAsk)));
        Assert.Contains(asked, q => q.IsGood);
    }

    [Fact]
    public void An_article_that_can_be_asked_in_one_way_alone_is_left_out()
    {
        var asked = OwnWays.Ask(Articles.Index([.. Articles.Shop(), Articles.Of("satu", "id", "hanya satu")]), ConfidenceModel.ByHand,
            (_, _) => { }, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(asked, q => q.Prediction.Expected?.Value == "satu");
    }

    [Fact]
    public void A_single_article_leaves_nothing_to_ask() =>
        Assert.Empty(OwnWays.Ask(Articles.Index([Articles.Of("satu", "id", "a b", "c d", "e f")]), ConfidenceModel.ByHand, (_, _) => { },
            TestContext.Current.CancellationToken));
}
