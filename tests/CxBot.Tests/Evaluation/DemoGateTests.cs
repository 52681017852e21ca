using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Knowledge;
using CxBot.Tests.Testing;

namespace CxBot.Tests.Evaluation;

/// <summary>400 questions as customers of the demo shop write them: what the product promises must hold on them.</summary>
public sealed class DemoGateTests
{
    [Fact]
    public async Task The_demo_shop_answers_its_customers_rightly()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var questions = await LabelledQuestion.ReadAsync(
            Path.Combine(Repository.Folder("tests"), "CxBot.Benchmarks/quality/demo.jsonl"), cancellationToken);
        Assert.Equal((400, 120), (questions.Count, questions.Count(q => q.Article is null)));

        var (report, predictions) = await EvaluationRun.RunAsync(
            new KnowledgeOptions { Folder = Repository.Folder("knowledge") }, new AnsweringOptions(), null, questions, cancellationToken);

        var answered = predictions.Where(p => p.Decision == DecisionKind.Answer).ToArray();
        var right = answered.Count(p => p.IsRight);
        Assert.True(report.Accuracy >= 0.93, $"accuracy {report.Accuracy}");
        Assert.True(report.OosRecallAt95 >= 0.75, $"refused {report.OosRecallAt95}");
        Assert.True(right >= 0.95 * answered.Length, $"{right} of {answered.Length} answers are right");
        Assert.True(WilsonLowerBound(right, answered.Length) >= 0.92, $"{right} of {answered.Length} answers are right");
    }

    /// <summary>Of the 95 % interval;
    /// https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval.</summary>
    private static double WilsonLowerBound(int hits, int all)
    {
        const double Z = 1.96;
        var share = (double)hits / all;
        return (share + (Z * Z / (2 * all)) - (Z * Math.Sqrt((share * (1 - share) / all) + (Z * Z / (4.0 * all * all))))) / (1
            + (Z * Z / all));
    }
}
