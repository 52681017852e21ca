namespace CxBot.Web.Operations.Limits;

/// <summary>Counts after the token was read, by the token's own conversation: a stranger who knows a conversation's id cannot use up its
/// share.</summary>
public sealed class TokenShares(TokenLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var lease = limits.Take(context.HttpContext);
        return lease.IsAcquired ? await next(context) : RateLimits.Refuse(context.HttpContext, lease);
    }
}
