using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Web.Desk.Evaluation.Questions;
using CxBot.Web.Desk;

namespace CxBot.Tests.Desk.Evaluation;

public sealed class ExplanationWordsTests
{
    private static readonly Dictionary<string, double> Sure = new()
    {
        ["words"] = -0.05,
        ["meaning"] = -0.1,
        ["margin"] = 6,
        ["nearestWords"] = 0.6,
        ["nearestMeaning"] = 0.9,
        ["crowd"] = 0.8,
        ["agree"] = 1,
        ["known"] = 1,
        ["owned"] = 0.5,
        ["repaired"] = 0,
        ["length"] = 1.6,
        ["exact"] = 0,
        ["among"] = 0.97,
    };

    private readonly DeskWords _words = new();
    private readonly ExplanationWords _say;

    public ExplanationWordsTests()
    {
        _words.Use("en");
        _say = new ExplanationWords(_words);
    }

    [Fact]
    public void An_answer_names_its_article_and_the_threshold_it_reached()
    {
        var why = Why(DecisionKind.Answer);

        Assert.Equal("Answers with “When?”.", _say.Decision(why));
        Assert.Equal("The confidence of 93 % reaches the threshold to answer, 80 %.", _say.Threshold(why));
    }

    [Fact]
    public void Whoever_wants_a_person_is_not_told_of_thresholds_that_were_missed()
    {
        var why = Why(DecisionKind.HandOver) with { Reason = HandoverReason.CustomerAsked };

        Assert.Equal("Hands over. The customer asked for a person.", _say.Decision(why));
        Assert.Contains("did not decide", _say.Threshold(why), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_kept_is_not_made_up() =>
        Assert.Null(_say.Threshold(Why(DecisionKind.Answer) with { AnswerFrom = 0, ClarifyFrom = 0 }));

    [Fact]
    public void Signals_that_speak_for_an_article_are_told_from_those_against_it()
    {
        Assert.DoesNotContain(_say.Signals(Sure), line => line.SpeaksFor == false);
        Assert.True(_say.Signals(Sure).Count(line => line.SpeaksFor == true) >= 4);

        var doubtful = new Dictionary<string, double>(Sure)
        {
            ["agree"] = 0,
            ["margin"] = 0.2,
            ["known"] = 0.3,
            ["owned"] = 0.01,
            ["crowd"] = 0.2,
            ["nearestMeaning"] = 0.3,
            ["nearestWords"] = 0.1,
            ["length"] = 0.69,
        };
        Assert.DoesNotContain(_say.Signals(doubtful), line => line.SpeaksFor == true);
        Assert.Contains(_say.Signals(doubtful), line => line.Text == "Only one word.");
    }

    [Fact]
    public void Without_an_encoder_nothing_is_said_of_meaning()
    {
        var byWords = new Dictionary<string, double>(Sure) { ["meaning"] = 0, ["nearestMeaning"] = 0 };

        Assert.DoesNotContain(_say.Signals(byWords), line => line.Text.Contains("meaning", StringComparison.OrdinalIgnoreCase));
    }

    private static Explanation Why(DecisionKind decision) =>
        new(decision, null, 0.93, 0.8, 0.5, [new(new("when"), "When?", 0.9, "when is it")]) { Signals = Sure };
}
