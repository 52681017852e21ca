namespace CxBot.Web.Operations.Limits;

/// <summary>Whose share of the limits a call with a token takes. Set by whoever has read the token.</summary>
/// <param name="ConversationId">The token's own conversation; null for the site's own server.</param>
public sealed record CallShare(ConversationId? ConversationId);
