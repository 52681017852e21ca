using System.Diagnostics;
using CxBot.Answering.Calibration;
using CxBot.Answering.Model;
using CxBot.Answering.Wording;
using CxBot.Answering;
using CxBot.Knowledge;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CxBot.Evaluation;

/// <summary>A knowledge folder read, encoded, trained and fitted, as the running bot has it, for a command's own use.</summary>
public sealed class LoadedKnowledge : IDisposable
{
    private readonly KnowledgeBase _knowledge;
    private readonly ConfidenceModels _models;

    private LoadedKnowledge(KnowledgeBase knowledge, ConfidenceModels models, FaqAnswerer answerer, TimeSpan took) =>
        (_knowledge, _models, Answerer, Took) = (knowledge, models, answerer, took);

    public FaqAnswerer Answerer { get; }

    /// <summary>Time until everything was ready.</summary>
    public TimeSpan Took { get; }

    public KnowledgeIndex Index => _knowledge.Current;

    /// <summary>The thresholds in force, and what they come to.</summary>
    public AnswerThresholds Thresholds => _models.Thresholds;

    /// <param name="model">Whose encoder it is, with <c>Knowledge:Encoder</c> <c>Service</c>; else it does not matter.</param>
    /// <exception cref="KnowledgeException">The folder has problems.</exception>
    /// <exception cref="FormatException">The model service has no encoder.</exception>
    public static async Task<LoadedKnowledge> LoadAsync(
        KnowledgeOptions knowledgeOptions,
        AnsweringOptions answeringOptions,
        ModelOptions? model,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var settings = Options.Create(knowledgeOptions);
        var knowledge = new KnowledgeBase(
            settings,
            TimeProvider.System,
            NullLogger<KnowledgeBase>.Instance,
            ServiceEncoder.ForCommand(knowledgeOptions, model));
        await knowledge.LoadAsync(cancellationToken);
        await knowledge.WarmUpAsync(cancellationToken);
        if (knowledge.Problems.Count > 0)
            throw new KnowledgeException(knowledge.Problems);
        var models = new ConfidenceModels(knowledge, Options.Create(answeringOptions), NullLogger<ConfidenceModels>.Instance);
        await models.FitAsync(Environment.ProcessorCount, cancellationToken);
        return new LoadedKnowledge(
            knowledge,
            models,
            new FaqAnswerer(new KnowledgeSearch(knowledge), models, settings),
            Stopwatch.GetElapsedTime(started));
    }

    /// <summary>A writer over these articles, for a command: it has no database to count in, and may make a day's calls.</summary>
    public AnswerWriter Writer(ModelOptions options)
    {
        var left = options.CallsPerDay;
        return new(
            ModelConnection.Open(options),
            options,
            (_, _, _) => Task.FromResult(Interlocked.Decrement(ref left) >= 0),
            _knowledge,
            TimeProvider.System,
            NullLogger<AnswerWriter>.Instance);
    }

    public void Dispose()
    {
        _models.Dispose();
        _knowledge.Dispose();
    }
}
