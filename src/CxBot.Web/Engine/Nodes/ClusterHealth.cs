using CxBot.Storage.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using StackExchange.Redis;

namespace CxBot.Web.Engine.Nodes;

/// <summary>Whether the nodes can see each other. A node that cannot goes on alone.</summary>
internal sealed class ClusterHealth(RedisConnection redis, LiveNodes nodes, ILocalSiloDetails silo, IOptions<ClusterOptions> cluster,
    IOptions<RedisClusteringOptions> clustering) : IHealthCheck
{
    private static readonly HealthCheckResult Away = HealthCheckResult.Degraded(
        "Redis cannot be reached: the nodes go on, but none can join, and none is taken over from.");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!redis.IsThere)
            return Away;
        try
        {
            var known = await redis.Current.GetDatabase().HashExistsAsync(clustering.Value.CreateRedisKey(cluster.Value),
                silo.SiloAddress.ToString()).WaitAsync(TimeSpan.FromSeconds(2), cancellationToken);
            return known ? HealthCheckResult.Healthy($"{nodes.Count} live") : HealthCheckResult.Degraded(
                "Redis does not know this node any more, because it has lost what it knew: restart the nodes, one after the other.");
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            return Away;
        }
    }
}
