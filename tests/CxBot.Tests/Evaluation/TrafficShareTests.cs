using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Evaluation.Questions;
using CxBot.Evaluation;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Evaluation;

public sealed class TrafficShareTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_estimate_is_nearer_to_what_customers_ask_than_the_owners_word()
    {
        var (answerer, knowledge, models) = await Articles.FittedAsync(Repository.Folder("knowledge"), Ct, "BuiltIn");
        using var held = knowledge;
        var questions = await DemoAsync();
        var (answerable, not) = (await SignalsAsync(answerer, questions.Where(q => q.Article is not null)),
            await SignalsAsync(answerer, questions.Where(q => q.Article is null)));

        foreach (var (with, without, stated) in ((int, int, double)[])[(280, 15, 0.2), (280, 120, 0.2), (120, 120, 0.2), (240, 60, 0.6)])
        {
            var share = (double)without / (with + without);
            var estimate = TrafficShare.Estimate([.. answerable.Take(with), .. not.Take(without)], models.For(knowledge.Current),
                models.TriedOn(knowledge.Current)!.Samples, stated);
            TestContext.Current.TestOutputHelper?.WriteLine($"{share:0.00} was estimated as {estimate:0.00}, and stated as {stated:0.00}");
            Assert.True(Math.Abs(estimate - share) <= 0.1, $"{share:0.00} was estimated as {estimate:0.00}");
        }
    }

    [Fact]
    public async Task What_customers_ask_changes_by_what_share_answers_are_judged()
    {
        await using var app = await CxBotApp.StartAsync();
        var models = app.Services.GetRequiredService<ConfidenceModels>();
        var share = app.Services.GetRequiredService<TrafficShare>();
        var questions = (await DemoAsync()).Where(q => q.Article is null)
            .Concat((await DemoAsync()).Where(q => q.Article is not null).Take(140)).ToList();
        await AskedAsync(app, questions.Take(150));
        await share.LearnAsync(Ct);
        Assert.Equal(0.2, models.UnanswerableShare);

        var before = models.Thresholds;
        await AskedAsync(app, questions.Skip(150));
        await share.LearnAsync(Ct);
        Assert.InRange(models.UnanswerableShare, 0.3, 0.6);
        var expected = models.Thresholds.Expected!;
        Assert.Equal(0, before.Expected!.Questions);
        Assert.InRange(expected.Questions, 200, questions.Count);
        Assert.True(expected.Answer < before.Expected.Answer);
        Assert.Equal(1, expected.Answer + expected.Clarify + expected.HandOver, 6);
    }

    private static async Task<IReadOnlyList<LabelledQuestion>> DemoAsync() =>
        await LabelledQuestion.ReadAsync(Path.Combine(Repository.Folder("tests"), "CxBot.Benchmarks/quality/demo.jsonl"), Ct);

    private static async Task<List<double[]>> SignalsAsync(FaqAnswerer answerer, IEnumerable<LabelledQuestion> questions)
    {
        var signals = new List<double[]>();
        foreach (var question in questions)
            if (await answerer.AnswerAsync(question.Text, null, Ct) is { Candidates.Count: > 0 } answer)
                signals.Add(Signals.ValuesOf(answer.Confidence.Signals));
        return signals;
    }

    private static Task AskedAsync(CxBotApp app, IEnumerable<LabelledQuestion> questions) =>
        app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
    {
        var now = app.Time.GetUtcNow();
        foreach (var question in questions)
        {
            var id = Guid.NewGuid().ToString("N");
            db.Conversations.Add(
                new Conversation
                {
                    Id = new(id),
                    Channel = "web",
                    Customer = new Customer { CreatedAt = now },
                    CreatedAt = now,
                    LastMessageAt = now,
                });
            db.Messages.Add(new Message
            {
                ConversationId = new(id),
                Sequence = 1,
                At = now,
                Role = MessageRole.Customer,
                Kind = MessageKind.Text,
                Text = question.Text,
                Channel = "web",
            });
            db.Turns.Add(new Turn
            {
                ConversationId = new(id),
                FirstSequence = 1,
                LastSequence = 1,
                Outcome = TurnOutcome.HandedOver,
                Confidence = 0.5,
                At = now,
            });
        }
        await db.SaveChangesAsync(token);
    }, Ct);
}
