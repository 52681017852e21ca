using System.Net.WebSockets;
using System.Text;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Web.Bot;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>One client's stream: follows the log from where the client stands, in order, and tells what is true for the moment.</summary>
/// <remarks>Nothing is queued for a client: each round reads the log from the client's own place, so a slow one holds no memory, and one that does not read is let go.</remarks>
public sealed class DirectLineStream(IDbContextFactory<CxBotDbContext> contexts, Feed feed, Typing typing, CustomerNotices notices, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>A nudge can be lost between nodes: look again after this long.</summary>
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(20);

    /// <summary>A client that has not read a frame for this long is let go; it resumes from its own place.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Serves a client until it leaves, the conversation goes, or the app stops.</summary>
    public async Task RunAsync(WebSocket socket, string conversationId, long from, TranslationContext translation, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        // Subscribed first, then caught up: what comes in between is nudged for.
        using var subscription = feed.Subscribe(conversationId);
        var leaving = ReadUntilClosedAsync(socket, ending);
        var client = new DirectLineStreamClient(conversationId, from, translation, notices, typing, time);
        try
        {
            while (!ending.IsCancellationRequested)
            {
                await using (var db = contexts.CreateDbContext())
                {
                    while (await client.SaidAsync(db, ending.Token) is { } said) await SendAsync(socket, said, ending.Token);
                    if (await client.MomentAsync(db, ending.Token) is { } moment) await SendAsync(socket, moment, ending.Token);
                }
                if (client.ConversationGone) break;
                await WaitAsync(subscription, ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The client left, or the app stops.
        }
        catch (WebSocketException)
        {
            // The connection broke.
        }
        await ending.CancelAsync();
        await CloseAsync(socket);
        await leaving;
    }

    private async Task SendAsync(WebSocket socket, JObject frame, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(SendTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        await socket.SendAsync(Encoding.UTF8.GetBytes(ActivityJson.Write(frame)), WebSocketMessageType.Text, endOfMessage: true, either.Token);
    }

    private async Task WaitAsync(FeedSubscription subscription, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(LookAgainAfter, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await subscription.Nudges.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Nothing was heard; look anyway.
        }
    }

    /// <summary>Clients send empty frames to keep the connection alive; whatever they send is not looked at.</summary>
    private static async Task ReadUntilClosedAsync(WebSocket socket, CancellationTokenSource ending)
    {
        var buffer = new byte[1024];
        try
        {
            while (!ending.IsCancellationRequested)
                if ((await socket.ReceiveAsync(buffer, ending.Token)).MessageType == WebSocketMessageType.Close) break;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Gone without a word.
        }
        await ending.CancelAsync();
    }

    private async Task CloseAsync(WebSocket socket)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), time);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Nobody there to say goodbye to.
        }
    }
}
