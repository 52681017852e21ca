using System.Threading.RateLimiting;
using CxBot.Hosting;
using CxBot.Storage.Nodes;
using CxBot.Web.Channels;
using CxBot.Web.Operations.Network;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations.Limits;

/// <summary>Holds back who asks too much, so that the others are served.</summary>
public static class RateLimits
{
    /// <summary>The name of the policy for pages that take passwords; counts posts by address.</summary>
    public const string SignIn = "sign-in";

    /// <summary>After the token was read, where it counts by token or conversation: those are counted once the token is read.</summary>
    public static TBuilder Limited<TBuilder>(this TBuilder endpoint, RateLimit limits) where TBuilder : IEndpointConventionBuilder
    {
        if ((limits & (RateLimit.Token | RateLimit.Conversation)) != RateLimit.None)
            endpoint.AddEndpointFilter<TBuilder, TokenShares>();
        return endpoint.WithMetadata(new RateLimitMetadata(limits));
    }

    public static IServiceCollection AddRateLimits(this IServiceCollection services)
    {
        services.AddCheckedOptions<RateLimitOptions>(RateLimitOptions.Section);
        services.AddSingleton<TokenLimits>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>, LiveNodes>((limiter, settings, nodes) =>
        {
            limiter.OnRejected = RejectAsync;
            var rates = settings.Value;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                By(rates, RateLimit.Session, rates.Session, nodes, NetworkAddress.Of),
                By(rates, RateLimit.Address, rates.Address, nodes, NetworkAddress.Of),
                By(rates, RateLimit.Simulator, rates.Simulator, nodes, NetworkAddress.Of));
        });
        return services;
    }

    internal static PartitionedRateLimiter<HttpContext> By(
        RateLimitOptions rates, RateLimit limit, Rate rate, LiveNodes nodes, Func<HttpContext, string> key) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http =>
            rates.Enabled && http.GetEndpoint()?.Metadata.GetMetadata<RateLimitMetadata>()?.Limits.HasFlag(limit) == true
            && (limit != RateLimit.Simulator || HttpMethods.IsPost(http.Request.Method)) ? Bucket(key(http), rate, nodes)
                : RateLimitPartition.GetNoLimiter(""));

    /// <summary>This node's share of a rate: together the nodes serve as much as one alone would. Where their number changes, everybody
    /// begins with a full bucket.</summary>
    internal static RateLimitPartition<string> Bucket(string key, Rate rate, LiveNodes nodes)
    {
        var (burst, perMinute) = (nodes.ShareOf(rate.Burst), nodes.ShareOf(rate.PerMinute));
        return RateLimitPartition.GetTokenBucketLimiter($"{nodes.Count}/{key}", _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            // Refilled often and little, so that who waits a moment may go on.
            TokensPerPeriod = (perMinute + 59) / 60,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)((perMinute + 59) / 60) / perMinute),
            QueueLimit = 0,
        });
    }

    internal static JsonHttpResult<ErrorBody> Refuse(HttpContext http, RateLimitLease lease) =>
        TypedResults.Json(new ErrorBody(new ErrorDetail("TooManyRequests", $"Too much at once. Try again in {Delay(http, lease)} s.")),
            statusCode: StatusCodes.Status429TooManyRequests);

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        IResult refusal =
            ApiProblem.IsFor(http.Request.Path) ? ApiProblem.TooMany(Delay(http, context.Lease)) : Refuse(http, context.Lease);
        await refusal.ExecuteAsync(http);
    }

    /// <summary>Says 429, and when to come again.</summary>
    /// <returns>In seconds.</returns>
    internal static int Delay(HttpContext http, RateLimitLease lease)
    {
        var after = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = after.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return after;
    }
}
