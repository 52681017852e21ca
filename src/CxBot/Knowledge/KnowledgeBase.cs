using System.Numerics.Tensors;
using CxBot.Knowledge.Encoding;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Knowledge;

/// <summary>
/// The live knowledge: reads the folder, watches it, and replaces the index in one step when it changes. After a broken edit the last good index
/// stays and <see cref="Problems"/> says what is wrong. Words answer until the encoder is ready.
/// </summary>
public sealed partial class KnowledgeBase : IAsyncDisposable, IDisposable
{
    // Less is read before anybody could look.
    private const int FewestToTell = 2_000;

    private readonly KnowledgeOptions _options;
    private readonly ILogger<KnowledgeBase> _logger;
    private readonly KnowledgeFolder _folder;
    private readonly FolderWatch _watch;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly SemaphoreSlim _warming = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private volatile KnowledgeIndex _current = KnowledgeIndex.Empty;
    private volatile IReadOnlyList<KnowledgeProblem> _problems = [];
    private volatile KnowledgeProblem? _encoderProblem;
    private volatile IEmbeddingGenerator<string, Embedding<float>>? _encoder;
    private readonly EncoderService? _service;
    private volatile EncodingProgress? _encoding;
    private VectorCache? _vectors;
    private string _encoderName = "";
    private bool _loaded;
    private bool _warm;

    /// <param name="service">The encoder elsewhere; null for one that runs in the process, or none.</param>
    internal KnowledgeBase(IOptions<KnowledgeOptions> options, TimeProvider time, ILogger<KnowledgeBase> logger, EncoderService? service = null)
    {
        _options = options.Value;
        _logger = logger;
        _service = service;
        _folder = KnowledgeFolder.Locate(_options);
        _watch = new FolderWatch(_folder.Path, TimeSpan.FromMilliseconds(_options.QuietMilliseconds), time, () => _ = ReloadFromWatchAsync());
    }

    /// <summary>Raised after the index or the problems changed, on whatever thread did it.</summary>
    public event Action? Changed;

    /// <summary>Raised when the encoder has come further, on whatever thread it was.</summary>
    public event Action? Progressed;

    /// <summary>The folder in use, in full.</summary>
    public string Folder => _folder.Path;

    /// <summary>The last good index.</summary>
    public KnowledgeIndex Current => _current;

    /// <summary>What is wrong in the folder since the last good index, or with the encoder; empty when all is well.</summary>
    public IReadOnlyList<KnowledgeProblem> Problems => _encoderProblem is { } problem ? [.. _problems, problem] : _problems;

    /// <summary>Whether the encoder helps to decide; always false with <c>Knowledge:Encoder</c> <c>None</c>.</summary>
    public bool EncoderReady => _current.HasEncoder;

    /// <summary>How far the encoder is, while it reads many ways to ask; null when it has read all.</summary>
    public EncodingProgress? Encoding => _encoding;

    /// <summary>Whether the encoder is elsewhere, and may be away.</summary>
    internal bool AsksService => _service is not null;

    internal SentenceEncoder? Encoder => _encoder as SentenceEncoder;

    /// <summary>Reads the folder, makes the index over words and begins to watch. Once; later calls do nothing.</summary>
    /// <exception cref="KnowledgeException">With every problem found.</exception>
    public async Task LoadAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_loaded)
                return;
            await IndexAsync(ct);
            _loaded = true;
            _watch.Start();
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>Loads the encoder, lets it read the articles and makes the index over meaning too. A failure leaves words alone to decide.</summary>
    public async Task WarmUpAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await _warming.WaitAsync(ct);
        try
        {
            if (_warm || !await FindEncoderAsync(ct))
                return;
            await ReadAllAsync(ct);
            _encoderProblem = null;
            LogEncoderReady(_logger, _encoderName);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Fail(e);
        }
        finally
        {
            _warming.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>What a question means to the encoder; null where words alone decide, because there is no encoder or it does not answer now.</summary>
    internal async ValueTask<float[]?> EncodeAsync(string question, CancellationToken ct)
    {
        if (_encoder is not { } encoder)
            return null;
        if (encoder is SentenceEncoder here)
            return here.Encode([question])[0];
        try
        {
            return Unit((await encoder.GenerateAsync([question], null, ct))[0]);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            LogQuestionNotEncoded(_logger, e.GetType().Name);
            return null;
        }
    }

    private async Task<bool> FindEncoderAsync(CancellationToken ct)
    {
        if (_encoder is not null)
            return true;
        if (_service is not null)
            (_encoder, _vectors, _encoderName) = (_service.Generator, _service.Vectors, _service.Name);
        else if (await SentenceEncoder.LoadAsync(_options, ct) is { } encoder)
            (_encoder, _vectors, _encoderName) = (encoder, new VectorFile(CacheFolder.Of(_options), _folder.Path, encoder.Name), encoder.Name);
        return _encoder is not null;
    }

    private void Fail(Exception failure)
    {
        (_encoder, _warm) = (null, false);
        _encoderProblem = new KnowledgeProblem(_options.Encoder, null, $"the sentence encoder does not work, so words alone decide: {failure.Message}");
        LogEncoderFailed(_logger, failure);
    }

    /// <summary>The first pass, which may take minutes: an article edited meanwhile is answered from by words at once, and read by the encoder before the pass ends.</summary>
    private async Task ReadAllAsync(CancellationToken ct)
    {
        while (!_warm)
        {
            var articles = _current.Articles;
            var vectors = await EncodeAsync(articles, ct);
            await _one.WaitAsync(ct);
            try
            {
                if (!ReferenceEquals(articles, _current.Articles))
                    continue;
                _current = await Task.Run(() => KnowledgeIndex.Build(articles, text => vectors[text], ct, Encoder?.Words), ct);
                _warm = true;
            }
            finally
            {
                _one.Release();
            }
        }
    }

    /// <summary>Reads the folder again. What is wrong goes to <see cref="Problems"/>, and then the last good index stays.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            await IndexAsync(ct);
            _problems = [];
            LogReloaded(_logger, _current.Articles.Count);
        }
        catch (KnowledgeException e)
        {
            _problems = e.Problems;
            foreach (var problem in e.Problems)
                LogProblem(_logger, problem.ToString());
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _watch.Dispose();
        Encoder?.Dispose();
        _one.Dispose();
        _warming.Dispose();
        _stopping.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task IndexAsync(CancellationToken ct)
    {
        var articles = await Task.Run(_folder.Read, ct);
        _current = await BuildAsync(articles, ct);
    }

    private async Task<KnowledgeIndex> BuildAsync(IReadOnlyList<Article> articles, CancellationToken ct)
    {
        if (!_warm)
            return await Task.Run(() => KnowledgeIndex.Build(articles, null, ct), ct);
        try
        {
            var vectors = await EncodeAsync(articles, ct);
            return await Task.Run(() => KnowledgeIndex.Build(articles, text => vectors[text], ct, Encoder?.Words), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The edit counts, whatever the encoder does.
            Fail(e);
            return await Task.Run(() => KnowledgeIndex.Build(articles, null, ct), ct);
        }
    }

    private async Task<IReadOnlyDictionary<string, float[]>> EncodeAsync(IReadOnlyList<Article> articles, CancellationToken ct)
    {
        var encoder = _encoder!;
        try
        {
            return await Task.Run(
                () => _vectors!.GetAsync(
                    [.. KnowledgeIndex.TextsToEncode(articles)],
                    async missing => [.. (await encoder.GenerateAsync(missing, null, ct)).Select(Unit)],
                    ct,
                    Report),
                ct);
        }
        finally
        {
            _encoding = null;
            Progressed?.Invoke();
        }
    }

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
        if (progress.Total < FewestToTell)
            return;
        var before = _encoding?.Percent ?? 0;
        _encoding = progress;
        if (progress.Percent / 10 > before / 10)
            LogEncoding(_logger, progress.Done, progress.Total, progress.Percent);
        Progressed?.Invoke();
    }

    private async Task ReloadFromWatchAsync()
    {
        try
        {
            await ReloadAsync(_stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Shutting down.
        }
        catch (Exception e)
        {
            LogReloadFailed(_logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Knowledge reloaded: {Articles} articles")]
    private static partial void LogReloaded(ILogger logger, int articles);

    [LoggerMessage(Level = LogLevel.Error, Message = "Knowledge not reloaded, the last good articles stay: {Problem}")]
    private static partial void LogProblem(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "Knowledge could not be reloaded")]
    private static partial void LogReloadFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The sentence encoder has read {Done} of {Total} ways to ask ({Percent} %); words answer meanwhile")]
    private static partial void LogEncoding(ILogger logger, int done, int total, int percent);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sentence encoder ready: {Encoder}")]
    private static partial void LogEncoderReady(ILogger logger, string encoder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The encoder did not read a question ({Failure}); words alone decided")]
    private static partial void LogQuestionNotEncoded(ILogger logger, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sentence encoder does not work; words alone decide")]
    private static partial void LogEncoderFailed(ILogger logger, Exception exception);
}
