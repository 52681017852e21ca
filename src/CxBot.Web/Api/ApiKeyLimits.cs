using System.Threading.RateLimiting;
using CxBot.ApiKeys;
using CxBot.Storage.Nodes;
using CxBot.Web.Operations.Limits;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Api;

/// <summary>What may be asked with one key, of which each node serves its share.</summary>
public sealed class ApiKeyLimits(IOptions<RateLimitOptions> rates, LiveNodes nodes) : IDisposable
{
    private readonly PartitionedRateLimiter<ApiKey> _limiter = PartitionedRateLimiter.Create<ApiKey, string>(key =>
        rates.Value.Enabled
            ? RateLimits.Bucket(key.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), rates.Value.ApiKey, nodes)
            : RateLimitPartition.GetNoLimiter(""));

    public RateLimitLease Take(ApiKey key) => _limiter.AttemptAcquire(key);

    public void Dispose() => _limiter.Dispose();
}
