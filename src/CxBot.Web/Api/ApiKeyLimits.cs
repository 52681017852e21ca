using System.Threading.RateLimiting;
using CxBot.ApiKeys;
using CxBot.Web.Operations.Limits;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Api;

/// <summary>What may be asked with one key, counted by each process.</summary>
public sealed class ApiKeyLimits(IOptions<RateLimitOptions> rates) : IDisposable
{
    private readonly PartitionedRateLimiter<ApiKey> _limiter = PartitionedRateLimiter.Create<ApiKey, string>(key =>
        rates.Value.Enabled
            ? RateLimits.Bucket(key.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), rates.Value.ApiKey)
            : RateLimitPartition.GetNoLimiter(""));

    public RateLimitLease Take(ApiKey key) => _limiter.AttemptAcquire(key);

    public void Dispose() => _limiter.Dispose();
}
