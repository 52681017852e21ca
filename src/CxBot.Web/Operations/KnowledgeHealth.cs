using CxBot.Knowledge;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CxBot.Web.Operations;

/// <summary>The knowledge answers; a broken article degrades it, and the check says which file and line.</summary>
public sealed class KnowledgeHealth(KnowledgeBase knowledge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
        knowledge.Problems is { Count: > 0 } problems
            ? HealthCheckResult.Degraded("The last good articles answer. " + string.Join(" ", problems) + Edits)
            : HealthCheckResult.Healthy($"{knowledge.Current.Articles.Count} articles{Encoder}{Edits}"));

    private string Edits =>
        knowledge.Deaf is null ? ""
            : $"; the system tells of no edits, so they are looked for every {KnowledgeBase.LooksEvery.TotalSeconds:0} s";

    private string Encoder => knowledge switch
    {
        { Encoding: { } progress } =>
            $"; the sentence encoder has read {progress.Done} of {progress.Total} ways to ask ({progress.Percent} %)",
        { EncoderReady: true } => "",
        _ => ", by words alone until the encoder is ready",
    };
}
