using System.Numerics.Tensors;
using CxBot.Language;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace CxBot.Knowledge.Encoding;

/// <summary>
/// The encoder of the live knowledge, in the process or elsewhere: looked for when it is wanted, asked what articles and questions mean,
/// and given up when it fails.
/// </summary>
/// <param name="folder">Of the knowledge, in full: an encoder in the process keeps its vectors by it.</param>
/// <param name="service">The encoder elsewhere; null for one that runs in the process, or none.</param>
internal sealed partial class KnowledgeEncoder(KnowledgeOptions options, string folder, EncoderService? service, ILogger logger)
    : IDisposable
{
    // Less is read before anybody could look.
    private const int MinToTell = 2_000;

    private volatile IEmbeddingGenerator<string, Embedding<float>>? _encoder;
    private volatile KnowledgeProblem? _problem;
    private volatile EncodingProgress? _progress;
    private volatile Asked? _last;
    private VectorCache? _vectors;
    private string _name = "";

    /// <summary>Raised when it has come further, on whatever thread it was.</summary>
    public event Action? Progressed;

    /// <summary>Why there is none although one is wanted; null when all is well.</summary>
    public KnowledgeProblem? Problem => _problem;

    /// <summary>How far it is, while it reads many ways to ask; null when it has read all.</summary>
    public EncodingProgress? Progress => _progress;

    /// <summary>Whether it is elsewhere, and may be away.</summary>
    public bool IsService => service is not null;

    /// <summary>The one that runs in the process; null where there is none.</summary>
    public SentenceEncoder? Local => _encoder as SentenceEncoder;

    /// <summary>Loads the one that the settings name, where that is not done.</summary>
    /// <returns>Whether there is one.</returns>
    public async Task<bool> FindAsync(CancellationToken cancellationToken)
    {
        if (_encoder is not null)
            return true;
        if (service is not null)
            (_encoder, _vectors, _name) = (service.Generator, service.Vectors, service.Name);
        else if (await SentenceEncoder.LoadAsync(options, cancellationToken) is { } encoder)
            (_encoder, _vectors, _name) = (encoder, new VectorFile(CacheFolder.Of(options), folder, encoder.Name), encoder.Name);
        return _encoder is not null;
    }

    /// <summary>
    /// What a question means to it; null where words alone decide, because there is no encoder or it does not answer now.
    /// </summary>
    public async ValueTask<float[]?> EncodeAsync(string question, CancellationToken cancellationToken)
    {
        // In one turn the same question is searched for and then looked up in the article that was found.
        if (_last is { } last && last.Question == question)
            return last.Vector;
        if (await EncodeAsync([question], cancellationToken) is not [var vector])
            return null;
        _last = new Asked(question, vector);
        return vector;
    }

    /// <summary>What a few texts mean to it; null as for one.</summary>
    public async ValueTask<float[][]?> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        if (_encoder is not { } encoder)
            return null;
        try
        {
            // One in the process may be given up at this moment.
            return encoder is SentenceEncoder here
                ? here.Encode(texts)
                : [.. (await encoder.GenerateAsync(texts, null, cancellationToken)).Select(Unit)];
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            QuestionNotEncoded(logger, e.GetType().Name);
            return null;
        }
    }

    /// <summary>The vectors of all that is to be encoded of the articles: kept ones, and new ones where there are none.</summary>
    public async Task<IReadOnlyDictionary<string, float[]>> EncodeAsync(
        IReadOnlyList<Article> articles,
        Lexicon lexicon,
        CancellationToken cancellationToken)
    {
        var encoder = _encoder!;
        try
        {
            return await Task.Run(
                () => _vectors!.GetAsync(
                    [.. KnowledgeIndex.TextsToEncode(articles, lexicon)],
                    async missing => [.. (await encoder.GenerateAsync(missing, null, cancellationToken)).Select(Unit)],
                    cancellationToken,
                    Report),
                cancellationToken);
        }
        finally
        {
            _progress = null;
            Progressed?.Invoke();
        }
    }

    /// <summary>It has read the articles.</summary>
    public void Succeed()
    {
        _problem = null;
        EncoderReady(logger, _name);
    }

    /// <summary>Words alone decide, until it is looked for again.</summary>
    public void Fail(Exception failure)
    {
        var failed = Local;
        _encoder = null;
        _last = null;
        failed?.Dispose();
        var reason = failure is KnowledgeException { Problems: [var first, ..] } ? first.ToString() : failure.Message;
        _problem = new KnowledgeProblem(options.Encoder, null, $"the sentence encoder does not work, so words alone decide: {reason}");
        EncoderFailed(logger, failure);
    }

    public void Dispose() => Local?.Dispose();

    private sealed record Asked(string Question, float[] Vector);

    private static float[] Unit(Embedding<float> embedding)
    {
        var vector = embedding.Vector.ToArray();
        if (TensorPrimitives.Norm<float>(vector) is > 0 and var length and not 1)
            TensorPrimitives.Divide(vector, length, vector);
        return vector;
    }

    /// <summary>Told only where it takes so long that somebody may look.</summary>
    private void Report(EncodingProgress progress)
    {
        if (progress.Total < MinToTell)
            return;
        var before = _progress?.Percent ?? 0;
        _progress = progress;
        if (progress.Percent / 10 > before / 10)
            EncoderReads(logger, progress.Done, progress.Total, progress.Percent);
        Progressed?.Invoke();
    }

    [LoggerMessage(
        1, LogLevel.Information,
        "The sentence encoder has read {Done} of {Total} ways to ask ({Percent} %); words answer meanwhile")]
    private static partial void EncoderReads(ILogger logger, int done, int total, int percent);

    [LoggerMessage(2, LogLevel.Information, "Sentence encoder ready: {Encoder}")]
    private static partial void EncoderReady(ILogger logger, string encoder);

    [LoggerMessage(3, LogLevel.Warning, "The encoder did not read a question ({Failure}); words alone decided")]
    private static partial void QuestionNotEncoded(ILogger logger, string failure);

    [LoggerMessage(4, LogLevel.Error, "The sentence encoder does not work; words alone decide")]
    private static partial void EncoderFailed(ILogger logger, Exception failure);
}
