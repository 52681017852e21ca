using CxBot.Knowledge.Encoding;
using CxBot.Language;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CxBot.Knowledge;

/// <summary>
/// The live knowledge: reads the folder, watches it, and replaces the index in one step when it changes. After a broken edit the last good
/// index stays and <see cref="Problems"/> says what is wrong. Words answer until the encoder is ready.
/// </summary>
public sealed partial class KnowledgeBase : IAsyncDisposable, IDisposable
{
    /// <summary>How often the folder is looked at, whether the system tells of edits or not.</summary>
    public static readonly TimeSpan LooksEvery = FolderWatch.Every;

    private readonly ILogger<KnowledgeBase> _logger;
    private readonly KnowledgeFolder _folder;
    private readonly FolderWatch _watch;
    private readonly KnowledgeEncoder _encoder;
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly SemaphoreSlim _warming = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private volatile KnowledgeIndex _current = KnowledgeIndex.Empty;
    private volatile IReadOnlyList<KnowledgeProblem> _problems = [];
    private volatile string _seen = "";
    private string? _deaf;
    private bool _loaded;
    private bool _warm;

    /// <param name="service">The encoder elsewhere; null for one that runs in the process, or none.</param>
    /// <param name="listen">How notices of the system are begun; only tests have another.</param>
    internal KnowledgeBase(
        IOptions<KnowledgeOptions> options,
        TimeProvider time,
        ILogger<KnowledgeBase> logger,
        EncoderService? service = null,
        Func<FileSystemWatcher, FileSystemWatcher>? listen = null)
    {
        _logger = logger;
        _folder = KnowledgeFolder.Locate(options.Value);
        _encoder = new KnowledgeEncoder(options.Value, _folder.Path, service, logger);
        _watch = new FolderWatch(
            _folder.Path,
            TimeSpan.FromMilliseconds(options.Value.QuietMilliseconds),
            time,
            () => _ = FromWatchAsync(ReloadAsync),
            () => _ = FromWatchAsync(LookAsync),
            listen);
    }

    /// <summary>Raised after the index or the problems changed, on whatever thread did it.</summary>
    public event Action? Changed;

    /// <summary>Raised when the encoder has come further, on whatever thread it was.</summary>
    public event Action? Progressed
    {
        add => _encoder.Progressed += value;
        remove => _encoder.Progressed -= value;
    }

    /// <summary>The folder in use, in full.</summary>
    public string Folder => _folder.Path;

    /// <summary>The last good index.</summary>
    public KnowledgeIndex Current => _current;

    /// <summary>What is wrong in the folder since the last good index, or with the encoder; empty when all is well.</summary>
    public IReadOnlyList<KnowledgeProblem> Problems => _encoder.Problem is { } problem ? [.. _problems, problem] : _problems;

    /// <summary>
    /// Why the system tells of no edits, so that they are only looked for every <see cref="FolderWatch.Every"/>; null where it tells.
    /// </summary>
    public string? Deaf => _watch.Deaf;

    /// <summary>Whether the encoder helps to decide; always false with <c>Knowledge:Encoder</c> <c>None</c>.</summary>
    public bool EncoderReady => _current.HasEncoder;

    /// <summary>How far the encoder is, while it reads many ways to ask; null when it has read all.</summary>
    public EncodingProgress? Encoding => _encoder.Progress;

    /// <summary>Whether the encoder is elsewhere, and may be away.</summary>
    internal bool AsksService => _encoder.IsService;

    /// <summary>The encoder that runs in the process; null where there is none.</summary>
    internal SentenceEncoder? Encoder => _encoder.Local;

    /// <summary>Reads the folder, makes the index over words and begins to watch. Once; later calls do nothing.</summary>
    /// <exception cref="KnowledgeException">With every problem found.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_loaded)
                return;
            await IndexAsync(cancellationToken);
            _loaded = true;
            _watch.Start();
            SayWhetherDeaf();
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>
    /// Loads the encoder, lets it read the articles and makes the index over meaning too. A failure leaves words alone to decide.
    /// </summary>
    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        await _warming.WaitAsync(cancellationToken);
        try
        {
            if (_warm || !await _encoder.FindAsync(cancellationToken))
                return;
            await ReadAllAsync(cancellationToken);
            _encoder.Succeed();
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

    /// <summary>
    /// What a question means to the encoder; null where words alone decide, because there is no encoder or it does not answer now.
    /// </summary>
    internal ValueTask<float[]?> EncodeAsync(string question, CancellationToken cancellationToken) =>
        _encoder.EncodeAsync(question, cancellationToken);

    /// <summary>The same of a few texts.</summary>
    internal ValueTask<float[][]?> EncodeAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken) =>
        _encoder.EncodeAsync(texts, cancellationToken);

    /// <summary>
    /// The first pass, which may take minutes: an article edited meanwhile is answered from by words at once, and read by the encoder
    /// before the pass ends.
    /// </summary>
    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        while (!_warm)
        {
            var (articles, lexicon) = (_current.Articles, _current.Lexicon);
            var vectors = await _encoder.EncodeAsync(articles, lexicon, cancellationToken);
            await _one.WaitAsync(cancellationToken);
            try
            {
                if (!ReferenceEquals(articles, _current.Articles))
                    continue;
                _current = await Task.Run(
                    () => KnowledgeIndex.Build(articles, text => vectors[text], cancellationToken, Encoder?.Words, lexicon),
                    cancellationToken);
                _warm = true;
            }
            finally
            {
                _one.Release();
            }
        }
    }

    /// <summary>Reads the folder again. What is wrong goes to <see cref="Problems"/>, and then the last good index stays.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await IndexAsync(cancellationToken);
            _problems = [];
            KnowledgeReloaded(_logger, _current.Articles.Count);
        }
        catch (KnowledgeException e)
        {
            _problems = e.Problems;
            foreach (var problem in e.Problems)
                KnowledgeBroken(_logger, problem.ToString());
        }
        finally
        {
            _one.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>
    /// Looks whether the folder is another than the one that was read, and reads it where it is: what gave no notice is found so.
    /// </summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var deaf = _watch.Deaf is not null;
        if (await Task.Run(_folder.Look, cancellationToken) != _seen)
        {
            // Whoever changed it without a notice put something else where we listen.
            _watch.Renew();
            await ReloadAsync(cancellationToken);
        }
        else if (deaf)
        {
            _watch.Renew();
        }
        SayWhetherDeaf();
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _watch.Dispose();
        _encoder.Dispose();
        _one.Dispose();
        _warming.Dispose();
        _stopping.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task IndexAsync(CancellationToken cancellationToken)
    {
        // Before it is read: what changes meanwhile is another look.
        _seen = await Task.Run(_folder.Look, cancellationToken);
        var content = await Task.Run(_folder.ReadAll, cancellationToken);
        _current = await BuildAsync(content.Articles, Lexicon.BuiltIn.With(content.Words), cancellationToken);
    }

    private async Task<KnowledgeIndex> BuildAsync(IReadOnlyList<Article> articles, Lexicon lexicon, CancellationToken cancellationToken)
    {
        if (!_warm)
            return await Task.Run(() => KnowledgeIndex.Build(articles, null, cancellationToken, null, lexicon), cancellationToken);
        try
        {
            var vectors = await _encoder.EncodeAsync(articles, lexicon, cancellationToken);
            return await Task.Run(
                () => KnowledgeIndex.Build(articles, text => vectors[text], cancellationToken, Encoder?.Words, lexicon),
                cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The edit counts, whatever the encoder does.
            Fail(e);
            return await Task.Run(() => KnowledgeIndex.Build(articles, null, cancellationToken, null, lexicon), cancellationToken);
        }
    }

    private void Fail(Exception failure)
    {
        _encoder.Fail(failure);
        _warm = false;
    }

    private void SayWhetherDeaf()
    {
        if (_deaf == _watch.Deaf)
            return;
        _deaf = _watch.Deaf;
        if (_deaf is null)
            EditsTold(_logger);
        else
            EditsNotTold(_logger, (int)FolderWatch.Every.TotalSeconds, _deaf);
    }

    private async Task FromWatchAsync(Func<CancellationToken, Task> read)
    {
        try
        {
            await read(_stopping.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Shutting down.
        }
        catch (Exception e)
        {
            ReloadFailed(_logger, e);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Knowledge reloaded: {Articles} articles")]
    private static partial void KnowledgeReloaded(ILogger logger, int articles);

    [LoggerMessage(2, LogLevel.Error, "Knowledge not reloaded, the last good articles stay: {Problem}")]
    private static partial void KnowledgeBroken(ILogger logger, string problem);

    [LoggerMessage(
        3, LogLevel.Warning,
        "The system tells of no edits in the knowledge folder; they are looked for every {Seconds} s: {Reason}")]
    private static partial void EditsNotTold(ILogger logger, int seconds, string reason);

    [LoggerMessage(4, LogLevel.Information, "The system tells of edits in the knowledge folder again")]
    private static partial void EditsTold(ILogger logger);

    [LoggerMessage(5, LogLevel.Error, "Knowledge could not be reloaded")]
    private static partial void ReloadFailed(ILogger logger, Exception failure);
}
