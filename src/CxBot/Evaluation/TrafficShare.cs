using CxBot.Answering.Calibration;
using CxBot.Answering;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Evaluation.Questions;
using CxBot.Hosting;
using CxBot.Knowledge;
using CxBot.Language;
using CxBot.Storage;
using CxBot.Turns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Evaluation;

/// <summary>
/// Estimates from what customers asked lately which share of questions no article answers: a confidence is right only for the share that it
/// was stated for. And forecasts from the same questions what the bot does with them.
/// </summary>
/// <remarks>The questions are asked again, so that an edited article and another encoder count. Nothing is stored.</remarks>
public sealed partial class TrafficShare(
    IDbContextFactory<CxBotDbContext> contexts,
    KnowledgeBase knowledge,
    FaqAnswerer answerer,
    ConfidenceModels models,
    IOptions<AnsweringOptions> options,
    TimeProvider time,
    ILogger<TrafficShare> logger) : PeriodicWorker(TimeSpan.FromHours(6), time, logger)
{
    /// <summary>With fewer questions the owner's word counts alone.</summary>
    public const int Enough = 200;

    private const int Most = 500;

    // Of the scale of confidence, each with as many answerable questions.
    private const int Parts = 20;

    // How many questions the owner's word weighs as much as.
    private const double Trust = 50;

    // Less is noise, and not worth other thresholds.
    private const double Noticed = 0.02;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    // Beside the traffic, not before it.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The articles are encoded and the confidence is fitted first.</summary>
    protected override TimeSpan FirstAfter => TimeSpan.FromMinutes(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.LearnShare ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    public override Task RoundAsync(CancellationToken cancellationToken) => LearnAsync(cancellationToken);

    /// <summary>By its kind alone: what a service says of a failure may hold a customer's question.</summary>
    protected override void RoundFailed(Exception failure) => NotLearnt(Logger, failure.GetType().Name);

    /// <summary>Estimates it now, and judges by it from now on.</summary>
    internal async Task LearnAsync(CancellationToken cancellationToken)
    {
        var index = knowledge.Current;
        if (models.TriedOn(index) is not { } tried || await AskedAsync(cancellationToken) is not { Count: >= Enough } questions)
            return;
        double[][] asked = [.. questions.Where(q => !q.IsChosen).Select(q => Signals.ValuesOf(q.Answer.Confidence.Signals))];
        var stated = options.Value.UnanswerableShare;
        var share = Estimate(asked, models.For(index), tried.Samples, stated, questions.Count - asked.Length);
        if (Math.Abs(share - models.UnanswerableShare) >= Noticed)
        {
            await models.StateShareAsync(share, cancellationToken);
            Learnt(Logger, questions.Count, share);
        }

        var seen = Seen([.. questions.Select(q => q.Answer)], models.For(index));
        await models.ForecastAsync(index, seen, cancellationToken);
        Forecast(Logger, questions.Count, seen);
    }

    /// <summary>What becomes of questions by a model. Pure.</summary>
    internal static ExpectedShares Seen(IReadOnlyList<Answer> answers, ConfidenceModel model)
    {
        var counts = answers
            .Select(a => a with { Confidence = ConfidenceScorer.Again(a.Confidence, model), Thresholds = model.Thresholds })
            .CountBy(a => EvaluationRun.Kind(HandoverPolicy.Judge(a, PolicyContext.Fresh)))
            .ToDictionary();
        double Share(DecisionKind kind) => (double)counts.GetValueOrDefault(kind) / answers.Count;
        return new ExpectedShares(Share(DecisionKind.Answer), Share(DecisionKind.Clarify), Share(DecisionKind.HandOver))
        {
            Questions = answers.Count,
        };
    }

    /// <summary>
    /// The share at which the cross-validation's answerable and unanswerable questions, mixed, look most like what was asked: their
    /// distributions of confidence are compared by Hellinger's distance (Gonzalez-Castro, Alaiz-Rodriguez and Alegre 2013). The owner's
    /// word counts as much as a few questions. Pure.
    /// </summary>
    /// <param name="chosen">How many more questions an article surely answers, because the customer chose it.</param>
    internal static double Estimate(
        IReadOnlyList<double[]> asked,
        ConfidenceModel model,
        IReadOnlyList<ConfidenceSample> tried,
        double stated,
        int chosen = 0)
    {
        double Score(double[] signals) => model.AnyAnswers(signals, 0.5);
        var whole = tried.Where(t => !t.IsFragment).ToLookup(t => t.Answerable, t => Score(t.Signals));
        var usual = whole[true].Order().ToArray();
        if (usual.Length < Parts || !whole[false].Any())
            return stated;
        double[] edges = [.. Enumerable.Range(1, Parts - 1).Select(part => usual[part * usual.Length / Parts])];
        var (answerable, near, seen) = (Shares(usual, edges), Shares(whole[false], edges), Shares(asked.Select(Score), edges));
        // What is far from the knowledge lies below everything that has an article.
        double Unanswerable(int part) => (ConfidenceModel.NearPart * near[part]) + (part == 0 ? 1 - ConfidenceModel.NearPart : 0);
        var likest = Enumerable
            .Range(1, 90)
            .Select(percent => percent / 100.0)
            .MinBy(share =>
                Enumerable
                    .Range(0, Parts)
                    .Sum(part =>
                        Math.Pow(Math.Sqrt(seen[part]) - Math.Sqrt(((1 - share) * answerable[part]) + (share * Unanswerable(part))), 2)));
        return ((Trust * stated) + (asked.Count * likest)) / (Trust + asked.Count + chosen);
    }

    private static double[] Shares(IEnumerable<double> scores, double[] edges)
    {
        var counts = new double[Parts];
        foreach (var score in scores)
            counts[edges.Count(edge => score >= edge)]++;
        var all = counts.Sum();
        return [.. counts.Select(count => count / all)];
    }

    private async Task<IReadOnlyList<AskedAgain>> AskedAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var since = Time.GetUtcNow() - Lately;
        var turns = await AskedQuestions
            .Of(db)
            // What was made up says nothing of what is asked here.
            .Where(t => t.At >= since && t.Confidence != null
                && !db.Conversations.Any(c => c.Id == t.ConversationId
                    && db.CustomerIdentities.Any(i => i.CustomerId == c.CustomerId && i.Channel == CustomerAddress.DemoChannel)))
            .OrderByDescending(t => t.At)
            .Take(Most)
            .ToListAsync(cancellationToken);
        var asked = new List<AskedAgain>(turns.Count);
        foreach (var turn in turns.Count < Enough ? [] : turns)
        {
            var text = await AskedQuestions.TextAsync(db, turn, cancellationToken);
            var answer = await answerer.AnswerAsync(text, null, cancellationToken);
            // Who asks for a person and nothing else asks nothing that an article could answer or not.
            if (answer.Candidates.Count > 0 && Utterance.Read(text, null, answerer.Lexicon) is { HasQuestion: true, WantsPerson: false })
                asked.Add(new AskedAgain(
                    answer,
                    IsChosen: turn.Outcome == TurnOutcome.Clarified
                        && await AskedQuestions.TakenAsync(db, turn, cancellationToken) is { Meant: not null }));
            await Task.Delay(Pause, Time, cancellationToken);
        }

        return asked;
    }

    /// <param name="IsChosen">Whether an article surely answers it, because the customer chose it.</param>
    private readonly record struct AskedAgain(Answer Answer, bool IsChosen);

    [LoggerMessage(
        1, LogLevel.Information,
        "Of the last {Questions} questions, {Share:0.00} had no article; answers are judged by that from now on")]
    private static partial void Learnt(ILogger logger, int questions, double share);

    [LoggerMessage(2, LogLevel.Warning, "The share of questions without an article was not estimated: {Failure}")]
    private static partial void NotLearnt(ILogger logger, string failure);

    [LoggerMessage(3, LogLevel.Information, "Of the last {Questions} questions the bot {Shares}")]
    private static partial void Forecast(ILogger logger, int questions, ExpectedShares shares);
}
