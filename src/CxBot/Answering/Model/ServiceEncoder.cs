using System.ClientModel;
using CxBot.Knowledge.Encoding;
using CxBot.Knowledge;
using Microsoft.Extensions.AI;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly;

namespace CxBot.Answering.Model;

/// <summary>
/// The encoder of the model service. A customer's question is answered within two seconds or not at all, and goes without phone numbers and
/// addresses; articles have time and are asked for again.
/// </summary>
internal sealed class ServiceEncoder : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What the narrowest of the services takes in one call.</summary>
    private const int MaxTexts = 100;

    private readonly ResiliencePipeline _question;
    private readonly ResiliencePipeline _articles;

    public ServiceEncoder(IEmbeddingGenerator<string, Embedding<float>> service, TimeProvider time)
        : base(service)
    {
        var isPassing = new PredicateBuilder().Handle<Exception>(e =>
            e is not OperationCanceledException && e is not ClientResultException { Status: >= 400 and < 500 and not (408 or 429) });
        _question = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 4,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(30),
                })
            .AddTimeout(TimeSpan.FromSeconds(2))
            .Build();
        _articles = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = 4,
                    Delay = TimeSpan.FromSeconds(1),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = isPassing,
                })
            .AddTimeout(TimeSpan.FromSeconds(30))
            .Build();
    }

    /// <summary>The name under which its vectors are kept: another address or model has others.</summary>
    public static string NameOf(ModelOptions options) => $"{options.Provider} {options.Endpoint} {options.EmbeddingDeployment}";

    /// <summary>The encoder of a command, which has no database open: its vectors are in a file.</summary>
    public static EncoderService? ForCommand(KnowledgeOptions knowledge, ModelOptions? model) => !knowledge.AsksService ? null
        : model is not { Encodes: true } ? throw new FormatException(KnowledgeOptions.ServiceNeeds)
        : new EncoderService(
            NameOf(model),
            new ServiceEncoder(ModelConnection.OpenEncoder(model), TimeProvider.System),
            new VectorFile(CacheFolder.Of(knowledge), Path.GetFullPath(knowledge.Folder), NameOf(model)));

    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values,
        EmbeddingGenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        string[] texts = [.. values];
        if (texts is [var asked])
            return await _question.ExecuteAsync(
                async token => await base.GenerateAsync([CustomerMask.Mask(asked)], options, token),
                cancellationToken);
        var all = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var some in texts.Chunk(MaxTexts))
            all.AddRange(await _articles.ExecuteAsync(async token => await base.GenerateAsync(some, options, token), cancellationToken));
        return all;
    }
}
