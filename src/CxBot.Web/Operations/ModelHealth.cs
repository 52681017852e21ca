using CxBot.Answering.Model;
using CxBot.Answering.Wording;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations;

/// <summary>How much of the model's budget is left for today.</summary>
public sealed class ModelHealth(AnswerWriter writer, ModelBudget budget, IOptions<ModelOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!writer.IsOn)
            return HealthCheckResult.Healthy("no model");
        var (calls, of) = (await budget.TodayAsync(cancellationToken), options.Value.CallsPerDay);
        var said = $"{calls} of {of} calls of today (UTC) made";
        return calls >= budget.NearlyAll
            ? HealthCheckResult.Degraded($"{said}; after them the article itself is the answer. Answering:Model:CallsPerDay allows more.")
            : HealthCheckResult.Healthy(said);
    }
}
