using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Surveys;
using CxBot.Web.Channels.DirectLine.Files;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Engine;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>Takes what a customer's client posted: a message with its files, a sign of typing, or how far they have read.</summary>
public sealed class DirectLineIntake(Intake intake, Writer writer, Feed feed, Typing typing, MediaStore media, TimeProvider time)
{
    /// <summary>Takes an activity with the files that came beside it and those that stand in it: all of it, or nothing.</summary>
    public async Task<IResult> TakeAsync(
        JObject activity, DirectLineToken sender, IReadOnlyList<StagedFile> beside, bool uploaded, CancellationToken cancellationToken)
    {
        var (inside, problem) = DirectLineAttachments.Read(activity, uploaded);
        if (problem is not null)
            return ChannelErrors.Bad(problem);
        if (beside.Count + inside.Count > DirectLineUpload.MaxFiles)
            return ChannelErrors.TooLarge($"At most {DirectLineUpload.MaxFiles} files can be sent at once.");
        var staged = new List<StagedFile>();
        try
        {
            foreach (var file in inside)
                staged.Add(await media.StageAsync(new MemoryStream(file.Content), file.Name, cancellationToken));
            IReadOnlyList<MediaReference> files = beside.Count + staged.Count == 0 ? []
                : await media.KeepAsync([.. beside, .. staged], sender.ConversationId, cancellationToken);
            return await TakeAsync(activity, sender, files, cancellationToken);
        }
        catch (MediaRefusedException refusal)
        {
            return DirectLineUpload.Refuse(refusal);
        }
        finally
        {
            foreach (var file in staged)
                file.Dispose();
        }
    }

    private async Task<IResult> TakeAsync(
        JObject activity, DirectLineToken sender, IReadOnlyList<MediaReference> files, CancellationToken cancellationToken)
    {
        switch (DirectLineReader.Read(activity, sender, files))
        {
            case DirectLineInbound.Refused refused:
                await ForgetAsync(files, cancellationToken);
                return refused.TooLarge ? ChannelErrors.TooLarge(refused.Reason) : ChannelErrors.Bad(refused.Reason);
            case DirectLineInbound.Store store:
                return await StoreAsync(store.Message, files, cancellationToken);
            case DirectLineInbound.Typing:
                typing.Report(sender.ConversationId, TypingSide.Customer, sender.UserName ?? "");
                return TypedResults.Ok(new ResourceId(""));
            case DirectLineInbound.Seen seen:
                await SeenAsync(sender.ConversationId, seen.Sequence, cancellationToken);
                return TypedResults.Ok(new ResourceId(""));
            default:
                return TypedResults.Ok(new ResourceId($"{sender.ConversationId}|ignored"));
        }
    }

    private async Task<IResult> StoreAsync(InboundMessage message, IReadOnlyList<MediaReference> files, CancellationToken cancellationToken)
    {
        var accepted = await intake.AcceptAsync(message, cancellationToken);
        if (accepted is not { Duplicate: false })
            await ForgetAsync(files, cancellationToken);
        return accepted is null ? ChannelErrors.NotFound()
            : TypedResults.Ok(new ResourceId(DirectLinePlace.ActivityId(message.ConversationId, accepted.Sequence)));
    }

    private async Task SeenAsync(ConversationId conversationId, long sequence, CancellationToken cancellationToken)
    {
        var changed = await writer.RunAsync(async (db, token) =>
        {
            var seen = await db.Conversations
                .Where(c => c.Id == conversationId && c.CustomerSeenSequence < sequence && c.LastSequence >= sequence)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.CustomerSeenSequence, sequence), token);
            if (seen > 0)
                await Survey.DeliveredAsync(db, conversationId, 0, sequence, time.GetUtcNow(), token);
            return seen;
        }, cancellationToken);
        if (changed > 0)
            feed.Publish(conversationId);
    }

    /// <summary>The message was not taken, or had come before: its files belong to nothing.</summary>
    private Task ForgetAsync(IReadOnlyList<MediaReference> files, CancellationToken cancellationToken) =>
        files.Count == 0 ? Task.CompletedTask : media.RemoveAsync([.. files.Select(file => file.Id)], cancellationToken);
}
