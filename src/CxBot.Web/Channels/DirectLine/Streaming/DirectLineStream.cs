using System.Net.WebSockets;
using System.Text;
using CxBot.Delivery;
using CxBot.Hosting;
using CxBot.Storage;
using CxBot.Web.Bot;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine.Streaming;

/// <summary>One client's stream: follows the log from where the client stands, in order, and tells what is true for the moment.</summary>
/// <remarks>Nothing is queued for a client but the newest state: who falls behind reads the log from their own place, so a slow one holds
/// no memory, and one that does not read is let go.</remarks>
public sealed partial class DirectLineStream(IDbContextFactory<CxBotDbContext> contexts, LiveConversations live, Typing typing,
    Drafts drafts, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<DirectLineStream> logger)
{
    /// <summary>Another socket of the same conversation took the place: a client in the background need not hurry back.</summary>
    public const WebSocketCloseStatus Replaced = (WebSocketCloseStatus)4001;

    /// <summary>The token has ended: the client comes back with a newer one.</summary>
    public const WebSocketCloseStatus TokenEnded = (WebSocketCloseStatus)4003;

    /// <summary>A client that has not read a frame for this long is let go; it resumes from its own place.</summary>
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a goodbye may take.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    /// <summary>Serves a client until it leaves or loses its place, the conversation goes, or the app stops.</summary>
    public async Task RunAsync(
        WebSocket socket, StreamPlace place, long from, TranslationContext translation, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource([cancellationToken, lifetime.ApplicationStopping, place.Ended]);
        // On a token of its own: a cancelled read breaks the connection, and the client is to hear a proper goodbye.
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var listener = live.Join(place.ConversationId);
        var status = WebSocketCloseStatus.NormalClosure;
        var leaving = ReadUntilClosedAsync(socket, ending, reading.Token);
        try
        {
            await FollowAsync(socket, new DirectLineStreamClient(place.ConversationId, from, translation, contexts, typing, drafts, time),
                listener, ending.Token);
        }
        catch (Exception over) when (over is OperationCanceledException or WebSocketException)
        {
            // The client left, or does not read, or lost its place, or the app stops.
        }
        catch (Exception failure) when (StorageFailure.Is(failure))
        {
            LogUnreadable(logger, failure);
            status = WebSocketCloseStatus.InternalServerError;
        }
        if (place.Why != StreamEnd.None)
            status = place.Why == StreamEnd.Replaced ? Replaced : TokenEnded;
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            status = WebSocketCloseStatus.EndpointUnavailable;
        await CloseAsync(socket, status);
        await leaving.WaitAsync(Farewell, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await reading.CancelAsync();
        await leaving;
    }

    private async Task FollowAsync(
        WebSocket socket, DirectLineStreamClient client, LiveListener listener, CancellationToken cancellationToken)
    {
        await foreach (var now in listener.States.ReadAllAsync(cancellationToken))
        {
            while (await client.SaidAsync(now, cancellationToken) is { } said)
                await SendAsync(socket, said, cancellationToken);
            if (client.Moment(now) is { } moment)
                await SendAsync(socket, moment, cancellationToken);
        }
    }

    private async Task SendAsync(WebSocket socket, JObject frame, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(SendTimeout, time, cancellationToken);
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(ActivityJson.Write(frame)), WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
    }

    /// <summary>Clients send empty frames to keep the connection alive; whatever they send is not looked at.</summary>
    private static async Task ReadUntilClosedAsync(WebSocket socket, CancellationTokenSource ending, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, cancellationToken)).MessageType != WebSocketMessageType.Close)
                continue;
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Gone without a word.
        }
        await ending.CancelAsync();
    }

    private async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var patience = new CancellationTokenSource(Farewell, time);
        try
        {
            await socket.CloseOutputAsync(status, null, patience.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            // Nobody there to say goodbye to.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The log cannot be read: a stream was closed, and its client will come back")]
    private static partial void LogUnreadable(ILogger logger, Exception failure);
}
