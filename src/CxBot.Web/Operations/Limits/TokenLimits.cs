using System.Threading.RateLimiting;
using CxBot.Storage.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Operations.Limits;

/// <summary>What may be asked with a token, and sent into a conversation.</summary>
public sealed class TokenLimits(IOptions<RateLimitOptions> rates, LiveNodes nodes) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.CreateChained(
        RateLimits.By(rates.Value, RateLimit.Token, rates.Value.Token, nodes, http => ConversationOf(http)?.Value ?? "the site's server"),
        RateLimits.By(rates.Value, RateLimit.Conversation, rates.Value.Conversation, nodes,
            http => ConversationOf(http)?.Value ?? http.Request.RouteValues["conversationId"] as string ?? ""));

    public RateLimitLease Take(HttpContext http) => _limiter.AttemptAcquire(http);

    public void Dispose() => _limiter.Dispose();

    private static ConversationId? ConversationOf(HttpContext http) => http.Features.GetRequiredFeature<CallShare>().ConversationId;
}
