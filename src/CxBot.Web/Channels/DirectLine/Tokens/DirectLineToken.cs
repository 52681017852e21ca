using CxBot.Conversations;

namespace CxBot.Web.Channels.DirectLine.Tokens;

/// <summary>What a token says: this customer, in this conversation, until then.</summary>
public sealed record DirectLineToken(ConversationId ConversationId, string UserId, DateTimeOffset ExpiresAt)
{
    /// <summary>A token that is not issued yet, and so has no end.</summary>
    public static DirectLineToken Of(ConversationId conversationId, string userId) => new(conversationId, userId, default);

    public string? UserName { get; init; }

    /// <summary>The language that a conversation begins in.</summary>
    public string? Language { get; init; }

    /// <summary>The page that a conversation begins on.</summary>
    public PageContext? Page { get; init; }

    /// <summary>Whom the shop says this is, and until when; null for a visitor that nobody knows.</summary>
    public VerifiedCustomer? Verified { get; init; }

    /// <summary>Of a token that opens a stream: which one it is, and how long the stream may last; null of others.</summary>
    public StreamTicket? Ticket { get; init; }
}

/// <summary>What opens one stream.</summary>
/// <param name="Id">Random; a ticket works once.</param>
/// <param name="WorksUntil">When it is too old to open anything.</param>
/// <param name="EndsAt">When the stream ends: with the token that the ticket was given for.</param>
public sealed record StreamTicket(string Id, DateTimeOffset WorksUntil, DateTimeOffset EndsAt);
