using CxBot.Conversations;
using CxBot.Evaluation.Questions;

namespace CxBot.Tests.Evaluation.Questions;

public sealed class EvaluatedQuestionTests
{
    [Fact]
    public void Packed_questions_come_back_with_all_that_explains_them()
    {
        var question = new EvaluatedQuestion(
            new Prediction("refund “belum”", new("a"), null, 0.5, DecisionKind.HandOver),
            new Explanation(DecisionKind.HandOver, HandoverReason.LowConfidence, 0.5, 0.8, 0.4, [new(new("b"), "B?", 0.4, "b b")])
            {
                Signals = new Dictionary<string, double> { ["words"] = -1.5 },
            });

        var back = Assert.Single(EvaluatedQuestion.Unpack(EvaluatedQuestion.Pack([question])));

        Assert.Equal(question.Prediction, back.Prediction);
        Assert.Equal(question.Explanation.Candidates, back.Explanation.Candidates);
        Assert.Equal((HandoverReason.LowConfidence, 0.8, -1.5),
            (back.Explanation.Reason, back.Explanation.AnswerFrom, back.Explanation.Signals!["words"]));
    }
}
