using CxBot.Conversations;
using CxBot.Evaluation;
using CxBot.Knowledge;

namespace CxBot.Tests.Evaluation;

public sealed class RetrievalReviewTests
{
    [Fact]
    public void A_way_to_ask_in_the_wrong_article_is_said_with_where_it_leads()
    {
        var articles = Articles.Shop()
            .Select(a => a.Id.Value == "sandi" ? a with { WaysToAsk = [.. a.WaysToAsk, "lacak paket pengiriman saya"] } : a).ToList();

        var advice = RetrievalReview.Advise(Articles.Index(articles), 2, TestContext.Current.CancellationToken);

        Assert.Contains(advice,
            a => a.File == "sandi.md" && a.Kind == AdviceKind.Astray && a.Values[0] == "lacak paket pengiriman saya"
                && a.Values[1] == "lacak.md");
    }

    [Fact]
    public void What_was_decided_differently_is_counted()
    {
        var at = DateTimeOffset.UnixEpoch;
        var report = ReplayReport.Of([
            new Replayed(new ConversationId("c"), at, "q", DecisionKind.Clarify, DecisionKind.Answer, new("a"), new("a")),
            new Replayed(new ConversationId("c"), at, "q", DecisionKind.Answer, DecisionKind.Answer, new("a"), new("b")),
            new Replayed(new ConversationId("c"), at, "q", DecisionKind.Answer, DecisionKind.Answer, new("a"), new("A")),
        ]);

        Assert.Equal(3, report.Asked);
        Assert.Equal(2, report.Changed.Count);
        Assert.Equal(1, report.Moves["clarify -> answer"]);
        Assert.Equal(1, report.Moves["answer -> other article"]);
    }
}
