using CxBot.Storage;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Operations.Network;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>Opens a stream of a conversation, by the ticket in its address.</summary>
public sealed class StreamEndpoint(
    DirectLineTokens tokens, DirectLineLinks links, DirectLineStream stream, StreamPlaces places, WebConversations conversations,
    Origins origins, IDbContextFactory<CxBotDbContext> contexts)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public async Task<IResult> OpenAsync(
        ConversationId conversationId, string? t, string? watermark, HttpContext http, CancellationToken cancellationToken)
    {
        if (!origins.MaySpeak(http.Request))
            return ChannelErrors.ForeignOrigin();
        if (string.IsNullOrEmpty(t))
            return DirectLineErrors.MissingAuthorization();
        var ticket = await tokens.ReadAsync(t, TokenUse.Stream);
        if (ticket.Expired)
            return DirectLineErrors.TokenExpired();
        if (ticket.Token is null)
            return DirectLineErrors.InvalidToken();
        if (ticket.Token.ConversationId != conversationId || await conversations.UserOfAsync(conversationId, cancellationToken) is null)
            return ChannelErrors.NotFound();
        if (!http.WebSockets.IsWebSocketRequest)
            return ChannelErrors.Bad("The stream is a WebSocket.");
        return await FollowAsync(ticket.Token, watermark, http, cancellationToken);
    }

    private async Task<IResult> FollowAsync(DirectLineToken token, string? watermark, HttpContext http, CancellationToken cancellationToken)
    {
        string? language;
        await using (var db = contexts.CreateDbContext())
            language = await db.Conversations.Where(c => c.Id == token.ConversationId).Select(c => c.Language)
                .SingleOrDefaultAsync(cancellationToken);
        var (place, refused) = places.Take(token.Ticket!, token.ConversationId, NetworkAddress.Of(http));
        if (refused == StreamRefusal.TicketUsed)
            return DirectLineErrors.TicketUsed();
        if (place is null)
            return DirectLineErrors.TooManySockets(http);
        using var taken = place;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        await stream.RunAsync(socket, place, DirectLinePlace.Read(watermark), links.Translation(http.Request, language), cancellationToken);
        return TypedResults.Empty;
    }
}
