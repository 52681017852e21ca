using System.ClientModel;
using CxBot.Answering.Wording;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;
using Polly;

namespace CxBot.Answering.Model;

/// <summary>
/// What stands around a call of the model: one repeat, a circuit that opens where the service fails, and a limit in time.
/// </summary>
internal static class ModelPipeline
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private const int MinCalls = 6;

    /// <summary>Until when the answer must be there.</summary>
    public static readonly ResiliencePropertyKey<DateTimeOffset> Deadline = new("cxbot.deadline");

    public static ResiliencePipeline<Writing> Build(TimeProvider time) =>
        new ResiliencePipelineBuilder<Writing> { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions<Writing>
                {
                    MaxRetryAttempts = 1,
                    Delay = RepeatAfter,
                    UseJitter = true,
                    // A key that is wrong stays wrong, and what took all the time leaves none.
                    ShouldHandle = new PredicateBuilder<Writing>().Handle<Exception>(e =>
                        e is not (OperationCanceledException or TimeoutRejectedException or BrokenCircuitException) && !IsRefusal(e)),
                })
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<Writing>
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = MinCalls,
                    SamplingDuration = Sample,
                    BreakDuration = Rest,
                    ShouldHandle = new PredicateBuilder<Writing>().Handle<Exception>(e => e is not OperationCanceledException),
                })
            .AddTimeout(
                new TimeoutStrategyOptions
                {
                    TimeoutGenerator = args =>
                        ValueTask.FromResult(Left(args.Context.Properties.GetValue(Deadline, default) - time.GetUtcNow())),
                })
            .Build();

    private static TimeSpan Left(TimeSpan left) => left > TimeSpan.FromMilliseconds(10) ? left : TimeSpan.FromMilliseconds(10);

    /// <summary>The service will say the same again.</summary>
    private static bool IsRefusal(Exception failure) => failure is ClientResultException { Status: >= 400 and < 500 and not (408 or 429) };
}
