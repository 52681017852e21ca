using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine.Files;
using CxBot.Web.Channels.DirectLine.Streaming;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Engine;
using CxBot.Web.Operations.Network;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>What is said in a conversation: posting, uploading, reading, following.</summary>
public sealed class DirectLineActivities(
    DirectLineTokens tokens, DirectLineLinks links, DirectLineStream stream, StreamPlaces places, ConversationUser users, Origins origins, DirectLineUpload upload,
    Intake intake, Writer writer, Feed feed, Typing typing, MediaStore media, IDbContextFactory<CxBotDbContext> contexts)
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    /// <summary>Takes one activity. Answers when it is stored, and does not wait for the bot.</summary>
    public async Task<IResult> PostAsync(string conversationId, HttpContext http, CancellationToken cancellationToken)
    {
        var (body, refused) = await BoundedBody.ReadAsync(http.Request, required: true, cancellationToken);
        if (refused is not null) return refused;
        if (await SenderAsync(http, conversationId, cancellationToken) is not { } sender) return DirectLineErrors.NotFound();
        return await TakeAsync(body!, sender, [], uploaded: false, cancellationToken);
    }

    /// <summary>Takes files, with an activity or alone: all of them, or none.</summary>
    public async Task<IResult> UploadAsync(string conversationId, HttpContext http, CancellationToken cancellationToken)
    {
        if (await SenderAsync(http, conversationId, cancellationToken) is not { } sender) return DirectLineErrors.NotFound();
        using var received = await upload.ReceiveAsync(http.Request, cancellationToken);
        if (received.Refused is { } refused) return refused;
        return await TakeAsync(received.Activity, sender, received.Files, uploaded: true, cancellationToken);
    }

    /// <summary>What was said after a place, for clients that ask instead of listening.</summary>
    public async Task<IResult> ReadAsync(string conversationId, string? watermark, HttpContext http, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var conversation = await db.Conversations.Where(c => c.Id == conversationId && c.Channel == Conversations.Channels.Web)
            .Select(c => new { c.LastSequence, c.Language }).SingleOrDefaultAsync(cancellationToken);
        if (conversation is null) return DirectLineErrors.NotFound();
        var place = DirectLinePlace.Read(watermark);
        if (place > conversation.LastSequence) place = 0;
        var messages = await DirectLineHistory.AfterAsync(db, conversationId, place, cancellationToken);
        var translation = links.Translation(http.Request, conversation.Language);
        var page = new JObject
        {
            ["activities"] = new JArray(messages.Select(message => DirectLineTranslator.ToJson(message, translation))),
            ["watermark"] = DirectLinePlace.Watermark(messages is [.., var last] ? last.Sequence : place),
        };
        return TypedResults.Text(ActivityJson.Write(page), "application/json", System.Text.Encoding.UTF8);
    }

    /// <summary>Opens a stream, by the ticket in its address.</summary>
    public async Task<IResult> StreamAsync(string conversationId, string? t, string? watermark, HttpContext http, CancellationToken cancellationToken)
    {
        if (!origins.MaySpeak(http.Request)) return DirectLineErrors.ForeignOrigin();
        if (string.IsNullOrEmpty(t)) return DirectLineErrors.MissingAuthorization();
        var ticket = await tokens.ReadAsync(t, TokenUse.Stream);
        if (ticket.Expired) return DirectLineErrors.TokenExpired();
        if (ticket.Token is null) return DirectLineErrors.InvalidToken();
        if (ticket.Token.ConversationId != conversationId || await users.OfAsync(conversationId, cancellationToken) is null) return DirectLineErrors.NotFound();
        if (!http.WebSockets.IsWebSocketRequest) return DirectLineErrors.Bad("The stream is a WebSocket.");

        string? language;
        await using (var db = contexts.CreateDbContext())
            language = await db.Conversations.Where(c => c.Id == conversationId).Select(c => c.Language).SingleOrDefaultAsync(cancellationToken);
        var (place, refused) = places.Take(ticket.Token.Ticket!, conversationId, NetworkAddress.Of(http));
        if (refused == StreamRefusal.TicketUsed) return DirectLineErrors.TicketUsed();
        if (place is null) return DirectLineErrors.TooManySockets(http);
        using var taken = place;
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = KeepAlive, KeepAliveTimeout = KeepAlive });
        await stream.RunAsync(socket, place, DirectLinePlace.Read(watermark), links.Translation(http.Request, language), cancellationToken);
        return TypedResults.Empty;
    }

    /// <summary>Takes an activity with the files that came beside it and those that stand in it: all of it, or nothing.</summary>
    private async Task<IResult> TakeAsync(JObject activity, DirectLineToken sender, IReadOnlyList<StagedFile> beside, bool uploaded, CancellationToken cancellationToken)
    {
        var (inside, problem) = DirectLineAttachments.Read(activity, uploaded);
        if (problem is not null) return DirectLineErrors.Bad(problem);
        if (beside.Count + inside.Count > DirectLineUpload.MaxFiles) return DirectLineErrors.TooLarge($"At most {DirectLineUpload.MaxFiles} files can be sent at once.");
        var staged = new List<StagedFile>();
        try
        {
            foreach (var file in inside) staged.Add(await media.StageAsync(new MemoryStream(file.Content), file.Name, cancellationToken));
            IReadOnlyList<MediaReference> files = beside.Count + staged.Count == 0 ? [] : await media.KeepAsync([.. beside, .. staged], sender.ConversationId, cancellationToken);
            return await TakeAsync(activity, sender, files, cancellationToken);
        }
        catch (MediaRefusedException refusal)
        {
            return DirectLineUpload.Refuse(refusal);
        }
        finally
        {
            foreach (var file in staged) file.Dispose();
        }
    }

    private async Task<IResult> TakeAsync(JObject activity, DirectLineToken sender, IReadOnlyList<MediaReference> files, CancellationToken cancellationToken)
    {
        switch (DirectLineReader.Read(activity, sender, files))
        {
            case DirectLineInbound.Refused refused:
                await ForgetAsync(files, cancellationToken);
                return refused.TooLarge ? DirectLineErrors.TooLarge(refused.Reason) : DirectLineErrors.Bad(refused.Reason);
            case DirectLineInbound.Store store:
                var accepted = await intake.AcceptAsync(store.Message, cancellationToken);
                if (accepted is not { Duplicate: false }) await ForgetAsync(files, cancellationToken);
                return accepted is null ? DirectLineErrors.NotFound() : TypedResults.Ok(new ResourceId(DirectLinePlace.ActivityId(sender.ConversationId, accepted.Sequence)));
            case DirectLineInbound.Typing:
                typing.Report(sender.ConversationId, TypingSide.Customer, sender.UserName ?? "");
                return TypedResults.Ok(new ResourceId(""));
            case DirectLineInbound.Seen seen:
                await SeenAsync(sender.ConversationId, seen.Sequence, cancellationToken);
                return TypedResults.Ok(new ResourceId(""));
            default:
                return TypedResults.Ok(new ResourceId(sender.ConversationId + "|ignored"));
        }
    }

    private async Task SeenAsync(string conversationId, long sequence, CancellationToken cancellationToken)
    {
        var changed = await writer.RunAsync((db, token) => db.Conversations
            .Where(c => c.Id == conversationId && c.CustomerSeenSequence < sequence && c.LastSequence >= sequence)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerSeenSequence, sequence), token), cancellationToken);
        if (changed > 0) feed.Publish(conversationId, NudgeKind.Presence);
    }

    /// <summary>The message was not taken, or had come before: its files belong to nothing.</summary>
    private Task ForgetAsync(IReadOnlyList<MediaReference> files, CancellationToken cancellationToken) =>
        files.Count == 0 ? Task.CompletedTask : media.RemoveAsync([.. files.Select(file => file.Id)], cancellationToken);

    /// <summary>Who speaks: whom the token names; for the site's server, the conversation's own customer.</summary>
    private async Task<DirectLineToken?> SenderAsync(HttpContext http, string conversationId, CancellationToken cancellationToken)
    {
        if (DirectLineEndpoints.Caller(http).Token is { } token) return token;
        return await users.OfAsync(conversationId, cancellationToken) is { } user ? new DirectLineToken(conversationId, user, default) : null;
    }
}
