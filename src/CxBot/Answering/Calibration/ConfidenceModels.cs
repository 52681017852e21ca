using System.Runtime.CompilerServices;
using CxBot.Knowledge;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Answering.Calibration;

/// <summary>
/// The confidence model of each index. It is fitted beside the traffic after the knowledge changed; until then the last fitted model
/// serves, and before the first one the model by hand.
/// </summary>
public sealed partial class ConfidenceModels : IDisposable
{
    private readonly KnowledgeBase _knowledge;
    private readonly AnsweringOptions _options;
    private readonly ILogger<ConfidenceModels> _logger;
    private readonly ConditionalWeakTable<KnowledgeIndex, ConfidenceModel> _fitted = [];
    private readonly ConditionalWeakTable<KnowledgeIndex, CrossValidated> _tried = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private volatile ConfidenceModel? _lastByWords;
    private volatile ConfidenceModel? _lastByMeaning;
    private double _share;
    private int _gaveBack;

    public ConfidenceModels(KnowledgeBase knowledge, IOptions<AnsweringOptions> options, ILogger<ConfidenceModels> logger)
    {
        (_knowledge, _options, _logger, _share) = (knowledge, options.Value, logger, options.Value.UnanswerableShare);
        _knowledge.Changed += OnChanged;
        OnChanged();
    }

    public void Dispose()
    {
        _knowledge.Changed -= OnChanged;
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <summary>The thresholds in force, and what they come to.</summary>
    public AnswerThresholds Thresholds => For(_knowledge.Current).Thresholds;

    /// <summary>The share of automatic answers that must be right, 0 to 1.</summary>
    public double TargetAccuracy => _options.TargetAccuracy;

    /// <summary>The share of questions that no article answers, as it is judged by now, 0 to 1.</summary>
    public double UnanswerableShare => _share;

    internal ConfidenceModel For(KnowledgeIndex index) => For(index, index.HasEncoder);

    /// <param name="byMeaning">Whether the encoder read the question: one that is asked over the network may not answer, and then words
    /// alone are judged.</param>
    internal ConfidenceModel For(KnowledgeIndex index, bool byMeaning) =>
        byMeaning == index.HasEncoder && _fitted.TryGetValue(index, out var model)
            ? model
            : (byMeaning ? _lastByMeaning : _lastByWords) ?? ConfidenceModel.ByHand;

    /// <summary>What the fit of an index rests on; null before it is fitted.</summary>
    internal CrossValidated? TriedOn(KnowledgeIndex index) => _tried.TryGetValue(index, out var tried) ? tried : null;

    /// <summary>Fits the model of the live index, unless that is done.</summary>
    public async Task FitAsync(int cores, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var index = _knowledge.Current;
            if (_fitted.TryGetValue(index, out _))
                return;
            var tried = await Task.Run(() => CrossValidation.Run(index, cores, cancellationToken), cancellationToken);
            _tried.AddOrUpdate(index, tried);
            Use(index, tried);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Judges by another share of questions that no article answers from now on, in thresholds and confidence.</summary>
    /// <param name="share">0.01 to 0.9.</param>
    internal async Task StateShareAsync(double share, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _share = share;
            if (_tried.TryGetValue(_knowledge.Current, out var tried))
                Use(_knowledge.Current, tried);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Says from now on what became of customers' questions, in place of what the articles themselves let expect; until the
    /// articles change.</summary>
    internal async Task ForecastAsync(KnowledgeIndex index, ExpectedShares seen, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_fitted.TryGetValue(index, out var model))
                _fitted.AddOrUpdate(index, model with { Thresholds = model.Thresholds with { Expected = seen } });
        }
        finally
        {
            _one.Release();
        }
    }

    private void Use(KnowledgeIndex index, CrossValidated tried)
    {
        var model = ConfidenceFit.Fit(
            tried,
            new AnsweringOptions { TargetAccuracy = _options.TargetAccuracy, UnanswerableShare = _share },
            index.HasEncoder);
        _fitted.AddOrUpdate(index, model);
        if (model.IsFitted && index.HasEncoder)
            _lastByMeaning = model;
        else if (model.IsFitted)
            _lastByWords = model;
        if (model.Thresholds.Expected is { } expected)
            ConfidenceFitted(
                _logger, index.Articles.Count, _options.TargetAccuracy, expected, model.Thresholds.Answer, model.Thresholds.Clarify);
    }

    private void OnChanged()
    {
        if (_knowledge.Current.Articles.Count > 0)
            _ = FitInBackgroundAsync();
    }

    private async Task FitInBackgroundAsync()
    {
        try
        {
            await FitAsync(cores: 1, _stopping.Token);
            if (_knowledge.Current.HasEncoder && Interlocked.Exchange(ref _gaveBack, 1) == 0)
            {
                // Indexing and fitting at the start need far more memory than serving does: once, it is given back to the machine.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Shutting down.
        }
        catch (Exception e)
        {
            FitFailed(_logger, e);
        }
    }

    [LoggerMessage(
        1, LogLevel.Information,
        "Confidence fitted on {Articles} articles: at a target of {TargetAccuracy} the bot {Expected} "
            + "(answers from {AnswerFrom:0.00}, asks back from {ClarifyFrom:0.00})")]
    private static partial void ConfidenceFitted(
        ILogger logger,
        int articles,
        double targetAccuracy,
        ExpectedShares expected,
        double answerFrom,
        double clarifyFrom);

    [LoggerMessage(2, LogLevel.Error, "The confidence could not be fitted; the last one serves")]
    private static partial void FitFailed(ILogger logger, Exception failure);
}
