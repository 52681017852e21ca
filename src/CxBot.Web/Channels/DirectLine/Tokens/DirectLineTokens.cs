using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Web.Operations;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>Issues and reads tokens: signed JWTs, because stock clients decode the <c>user</c> claim.</summary>
public sealed class DirectLineTokens(SigningKey key, IOptions<DirectLineOptions> options, TimeProvider time)
{
    private const int TicketBytes = 12;

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public TimeSpan Lifetime => options.Value.TokenLifetime;

    /// <summary>How long one of this kind works that is issued now.</summary>
    public TimeSpan LifetimeOf(DirectLineToken token)
    {
        var now = time.GetUtcNow();
        return EndOf(token, now) - now;
    }

    /// <summary>When one of this kind ends that is issued now.</summary>
    public DateTimeOffset EndOf(DirectLineToken token) => EndOf(token, time.GetUtcNow());

    /// <summary>A new token that lives from now.</summary>
    public string Issue(DirectLineToken token, TokenUse use = TokenUse.Call)
    {
        var now = time.GetUtcNow();
        var claims =
            new Dictionary<string, object> { ["conv"] = token.ConversationId.Value, ["user"] = token.UserId, ["use"] = UseName(use) };
        if (token.UserName is { } name)
            claims["name"] = name;
        if (token.Language is { } language)
            claims["lang"] = language;
        if (token.Verified is { } verified)
            claims["who"] = JsonSerializer.Serialize(verified);
        if (token.Page is { } page)
            claims["page"] = JsonSerializer.Serialize(page);
        var end = EndOf(token, now);
        if (use == TokenUse.Stream)
        {
            // The site's server has no token of its own that would end.
            if (token.ExpiresAt != default)
                end = token.ExpiresAt;
            claims["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TicketBytes));
            claims["until"] = end.ToUnixTimeSeconds();
        }
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Claims = claims,
            IssuedAt = now.UtcDateTime,
            Expires = (use == TokenUse.Stream ? Earlier(now + options.Value.StreamTicketLifetime, end) : end).UtcDateTime,
            SigningCredentials = new SigningCredentials(Key(), SecurityAlgorithms.HmacSha256),
        });
    }

    public async Task<TokenReading> ReadAsync(string text, TokenUse use)
    {
        var result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKey = Key(),
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            ValidateIssuer = false,
            ValidateAudience = false,
            // Checked below against our own clock.
            ValidateLifetime = false,
        });
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt)
            return TokenReading.Invalid;
        if (!jwt.TryGetPayloadValue<string>("conv", out var conversation) || !jwt.TryGetPayloadValue<string>("user", out var user)
            || !jwt.TryGetPayloadValue<string>("use", out var found) || found != UseName(use))
            return TokenReading.Invalid;
        var expiresAt = new DateTimeOffset(jwt.ValidTo, TimeSpan.Zero);
        if (expiresAt <= time.GetUtcNow())
            return TokenReading.TooOld;
        StreamTicket? ticket = null;
        if (use == TokenUse.Stream)
        {
            if (!jwt.TryGetPayloadValue<string>("jti", out var id) || !jwt.TryGetPayloadValue<long>("until", out var until))
                return TokenReading.Invalid;
            ticket = new StreamTicket(id, expiresAt, DateTimeOffset.FromUnixTimeSeconds(until));
        }
        return new TokenReading(new DirectLineToken(new ConversationId(conversation), user, expiresAt)
        {
            Ticket = ticket,
            UserName = jwt.TryGetPayloadValue<string>("name", out var name) ? name : null,
            Language = jwt.TryGetPayloadValue<string>("lang", out var language) ? language : null,
            Verified = jwt.TryGetPayloadValue<string>("who", out var verified) ? JsonSerializer.Deserialize<VerifiedCustomer>(verified)
                : null,
            Page = jwt.TryGetPayloadValue<string>("page", out var page) ? JsonSerializer.Deserialize<PageContext>(page) : null,
        }, Expired: false);
    }

    private DateTimeOffset EndOf(DirectLineToken token, DateTimeOffset now) => Earlier(now + Lifetime, token.Verified?.Until);

    /// <summary>Who is verified is so only for a while, however often the token is renewed.</summary>
    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    private SymmetricSecurityKey Key() => new(key.For("direct-line-token"));

    private static string UseName(TokenUse use) => use == TokenUse.Stream ? "stream" : "call";
}
