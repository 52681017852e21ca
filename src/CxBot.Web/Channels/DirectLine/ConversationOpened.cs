using System.Text.Json.Serialization;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>A token for a conversation.</summary>
/// <param name="ExpiresIn">Seconds.</param>
public sealed record TokenGiven(ConversationId ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn);

/// <summary>A conversation that was started or taken up again.</summary>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="StreamUrl">Where the WebSocket is; to be opened within a minute.</param>
public sealed record ConversationOpened(
    ConversationId ConversationId, string Token, [property: JsonPropertyName("expires_in")] int ExpiresIn, string StreamUrl);

/// <summary>An activity that was taken.</summary>
/// <param name="Id">The id that it comes back with; empty for what is not kept.</param>
public sealed record ResourceId(string Id);
