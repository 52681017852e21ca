using System.Threading.RateLimiting;
using CxBot.Web.Channels.DirectLine;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations;

/// <summary>By what an endpoint's calls are counted; several may apply.</summary>
[Flags]
public enum RateLimit
{
    None = 0,

    /// <summary>All calls of one network address.</summary>
    Address = 1,

    /// <summary>All calls with one token.</summary>
    Token = 2,

    /// <summary>What is sent into one conversation.</summary>
    Conversation = 4,

    /// <summary>New visitors of one network address.</summary>
    Session = 8,
}

/// <summary>What an endpoint says of itself.</summary>
public sealed record RateLimitMetadata(RateLimit Limits);

/// <summary>Holds back who asks too much, so that the others are served.</summary>
public static class RateLimits
{
    /// <summary>The name of the policy for pages that take passwords; counts posts by address.</summary>
    public const string SignIn = "sign-in";

    public static TBuilder Limited<TBuilder>(this TBuilder endpoint, RateLimit limits) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new RateLimitMetadata(limits));

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section))
            .Validate(o => o.All().All(rate => rate is { PerMinute: > 0, Burst: > 0 }), "RateLimits: every PerMinute and Burst must be more than 0. Set RateLimits:Enabled to false to have no limits.")
            .ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, settings) =>
        {
            limiter.OnRejected = RejectAsync;
            var rates = settings.Value;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                By(rates, RateLimit.Session, rates.Session, AddressOf),
                By(rates, RateLimit.Address, rates.Address, AddressOf),
                By(rates, RateLimit.Token, rates.Token, http => http.Request.Headers.Authorization.ToString()),
                By(rates, RateLimit.Conversation, rates.Conversation, http => http.Request.RouteValues["conversationId"] as string ?? ""));
            limiter.AddPolicy<string, SignInLimit>(SignIn);
        });
        return services;
    }

    private static PartitionedRateLimiter<HttpContext> By(RateLimitOptions rates, RateLimit limit, Rate rate, Func<HttpContext, string> key) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http =>
            rates.Enabled && http.GetEndpoint()?.Metadata.GetMetadata<RateLimitMetadata>()?.Limits.HasFlag(limit) == true ? Bucket(key(http), rate) : RateLimitPartition.GetNoLimiter(""));

    internal static RateLimitPartition<string> Bucket(string key, Rate rate) => RateLimitPartition.GetTokenBucketLimiter(key.Length == 0 ? "-" : key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = rate.Burst,
        // Refilled often and little, so that who waits a moment may go on.
        TokensPerPeriod = (rate.PerMinute + 59) / 60,
        ReplenishmentPeriod = TimeSpan.FromMinutes((double)((rate.PerMinute + 59) / 60) / rate.PerMinute),
        QueueLimit = 0,
    });

    internal static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress;
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        // A single IPv6 customer has a /64 to choose from.
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address.ToString();
    }

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var after = Refuse(context);
        var response = context.HttpContext.Response;
        await response.WriteAsJsonAsync(new ErrorBody(new ErrorDetail("TooManyRequests", $"Too much at once. Try again in {after} s.")), cancellationToken);
    }

    /// <summary>Says 429, and when to come again.</summary>
    /// <returns>In seconds.</returns>
    internal static int Refuse(OnRejectedContext context)
    {
        var after = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        context.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.HttpContext.Response.Headers.RetryAfter = after.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return after;
    }
}
