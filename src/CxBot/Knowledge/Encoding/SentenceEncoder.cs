using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace CxBot.Knowledge.Encoding;

/// <summary>
/// A sentence encoder that runs in the process: ONNX model, the pieces of text that it learnt, mean pooling, vectors of length one. Safe
/// from several threads; one question takes 1 to 5 ms on one thread.
/// </summary>
public sealed class SentenceEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What is read of one text, in tokens.</summary>
    public const int MaxTokens = 128;

    private const int Batch = 32;

    private readonly InferenceSession _session;
    private readonly ITextPieces _pieces;
    private readonly RunOptions _run = new();
    private readonly string[] _inputs;
    private readonly string _output;

    // Many read at once; whoever gives it up waits for them, for the session would be gone under their hands.
    private readonly ReaderWriterLockSlim _inUse = new();
    private bool _gone;

    private SentenceEncoder(EncoderModel model)
    {
        Name = model.Name;
        _pieces = model.ReadPieces();

        // One thread for each call: questions come side by side, and a pool of its own would spin against them.
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        };
        _session = new InferenceSession(model.ModelFile, options);
        _inputs = [.. _session.InputMetadata.Keys];
        _output = _session.OutputMetadata.First(o => o.Value.Dimensions.Length == 3).Key;
        try
        {
            Run([[_pieces.Last]]);
        }
        catch (OnnxRuntimeException)
        {
            _session.Dispose();
            throw model.WrongVocabulary();
        }
    }

    /// <summary>The model and its version.</summary>
    public string Name { get; }

    /// <inheritdoc cref="ITextPieces.Words"/>
    internal IReadOnlySet<string> Words => _pieces.Words;

    /// <summary>The encoder that the options name; null for <c>None</c>. Takes 0.5 to 0.9 s.</summary>
    internal static Task<SentenceEncoder?> LoadAsync(KnowledgeOptions options, CancellationToken cancellationToken) => Task.Run(
        () => EncoderModel.Find(options, CacheFolder.Of(options)) is { } model ? new SentenceEncoder(model) : null, cancellationToken);

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values as IReadOnlyList<string> ?? [.. values];
        var vectors = new float[texts.Count][];
        if (texts.Count == 1)
        {
            vectors[0] = Encode([texts[0]])[0];
        }
        else
        {
            // Texts of like length share a batch, so that little of it is padding.
            var batches = Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length).Chunk(Batch).ToArray();
            var next = -1;
            await Task.WhenAll(
                Enumerable
                    .Range(0, Math.Min(Environment.ProcessorCount, batches.Length))
                    .Select(_ =>
                        OnThreadOfItsOwn(() =>
                        {
                            for (
                                var b = Interlocked.Increment(ref next);
                                b < batches.Length && !cancellationToken.IsCancellationRequested;
                                b = Interlocked.Increment(ref next))
                            {
                                var encoded = Encode([.. batches[b].Select(i => texts[i])]);
                                for (var i = 0; i < encoded.Length; i++)
                                    vectors[batches[b][i]] = encoded[i];
                            }
                        })));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(v => new Embedding<float>(v) { ModelId = Name }));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Waits for the texts that are being read.</summary>
    public void Dispose()
    {
        _inUse.EnterWriteLock();
        try
        {
            _gone = true;
            _session.Dispose();
            _run.Dispose();
        }
        finally
        {
            _inUse.ExitWriteLock();
        }
    }

    /// <summary>The vectors of a few texts, computed on the calling thread.</summary>
    /// <exception cref="ObjectDisposedException">It was given up.</exception>
    internal float[][] Encode(IReadOnlyList<string> texts)
    {
        _inUse.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_gone, this);
            return Read(texts);
        }
        finally
        {
            _inUse.ExitReadLock();
        }
    }

    private float[][] Read(IReadOnlyList<string> texts) => Run([.. texts.Select(t => _pieces.Read(t, MaxTokens))]);

    private float[][] Run(long[][] tokens)
    {
        var longest = tokens.Max(t => t.Length);
        long[] ids = new long[tokens.Length * longest], mask = new long[ids.Length], types = new long[ids.Length];
        ids.AsSpan().Fill(_pieces.Padding);
        for (var i = 0; i < tokens.Length; i++)
        {
            tokens[i].CopyTo(ids, i * longest);
            mask.AsSpan(i * longest, tokens[i].Length).Fill(1);
        }

        long[] shape = [tokens.Length, longest];
        using var idValues = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValues = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var typeValues = OrtValue.CreateTensorValueFromMemory(types, shape);
        var inputs = _inputs
            .Select(n =>
                n.Contains("mask", StringComparison.Ordinal) ? maskValues
                : n.Contains("type", StringComparison.Ordinal) ? typeValues
                : idValues)
            .ToArray();
        using var outputs = _session.Run(_run, _inputs, inputs, [_output]);
        return Pool(outputs[0].GetTensorDataAsSpan<float>(), tokens, longest);
    }

    /// <summary>A batch takes tens of milliseconds: on the pool's few threads, everything else would wait for it.</summary>
    private static Task OnThreadOfItsOwn(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static float[][] Pool(ReadOnlySpan<float> states, long[][] tokens, int longest)
    {
        var size = states.Length / (tokens.Length * longest);
        var vectors = new float[tokens.Length][];
        for (var i = 0; i < tokens.Length; i++)
        {
            var vector = vectors[i] = new float[size];
            for (var t = 0; t < tokens[i].Length; t++)
                TensorPrimitives.Add(vector, states.Slice(((i * longest) + t) * size, size), vector);
            if (TensorPrimitives.Norm<float>(vector) is > 0 and var length)
                TensorPrimitives.Divide(vector, length, vector);
        }

        return vectors;
    }
}
