using CxBot.Storage;
using CxBot.Web.Bot;
using CxBot.Web.Channels.DirectLine.Files;
using CxBot.Web.Channels.DirectLine.Tokens;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>What is said in a conversation: posting, uploading, reading. Following it: <see cref="Streaming.StreamEndpoint"/>.</summary>
public sealed class DirectLineActivities(
    DirectLineLinks links, DirectLineUpload upload, DirectLineIntake intake, WebConversations conversations,
    IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>Takes one activity. Answers when it is stored, and does not wait for the bot.</summary>
    public async Task<IResult> PostAsync(ConversationId conversationId, HttpContext http, CancellationToken cancellationToken)
    {
        var (body, refused) = await BoundedBody.ReadJsonAsync(http.Request, required: true, cancellationToken);
        if (refused is not null)
            return refused;
        if (await SenderAsync(http, conversationId, cancellationToken) is not { } sender)
            return ChannelErrors.NotFound();
        return await intake.TakeAsync(body!, sender, [], uploaded: false, cancellationToken);
    }

    /// <summary>Takes files, with an activity or alone: all of them, or none.</summary>
    public async Task<IResult> UploadAsync(ConversationId conversationId, HttpContext http, CancellationToken cancellationToken)
    {
        if (await SenderAsync(http, conversationId, cancellationToken) is not { } sender)
            return ChannelErrors.NotFound();
        using var received = await upload.ReceiveAsync(http.Request, cancellationToken);
        if (received.Refused is { } refused)
            return refused;
        return await intake.TakeAsync(received.Activity, sender, received.Files, uploaded: true, cancellationToken);
    }

    /// <summary>What was said after a place, for clients that ask instead of listening.</summary>
    public async Task<IResult> ReadAsync(ConversationId conversationId, string? watermark, HttpContext http,
        CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var conversation = await db.Conversations.Where(c => c.Id == conversationId && c.Channel == WebChannel.Key)
            .Select(c => new { c.LastSequence, c.Language }).SingleOrDefaultAsync(cancellationToken);
        if (conversation is null)
            return ChannelErrors.NotFound();
        var place = DirectLinePlace.Read(watermark);
        if (place > conversation.LastSequence)
            place = 0;
        var messages = await DirectLineHistory.AfterAsync(db, conversationId, place, cancellationToken);
        var translation = links.Translation(http.Request, conversation.Language);
        var page = new JObject
        {
            ["activities"] = new JArray(messages.Select(message => DirectLineTranslator.ToJson(message, translation))),
            ["watermark"] = DirectLinePlace.Watermark(messages is [.., var last] ? last.Sequence : place),
        };
        return TypedResults.Text(ActivityJson.Write(page), "application/json", System.Text.Encoding.UTF8);
    }

    /// <summary>Who speaks: whom the token names; for the site's server, the conversation's own customer.</summary>
    private async Task<DirectLineToken?> SenderAsync(HttpContext http, ConversationId conversationId, CancellationToken cancellationToken)
    {
        if (DirectLineCaller.Of(http).Token is { } token)
            return token;
        return await conversations.UserOfAsync(conversationId, cancellationToken) is { } user ? DirectLineToken.Of(conversationId, user)
            : null;
    }
}
