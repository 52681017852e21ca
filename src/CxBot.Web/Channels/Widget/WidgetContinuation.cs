using CxBot.Continuation;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.Widget;

/// <summary>Takes a visitor to the shop's other channel, with a code in the first words by which they are known there.</summary>
public sealed class WidgetContinuation(
    ContinuationCodes codes, Writer writer, IDbContextFactory<CxBotDbContext> contexts, IOptions<WidgetOptions> widget,
    IEnumerable<ContinuationTarget> targets)
{
    public async Task<IResult> ContinueAsync(ConversationId conversationId, HttpContext http, CancellationToken cancellationToken)
    {
        if (widget.Value.WhatsAppUrl is not { Length: > 0 } address)
            return ChannelErrors.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        await using var db = contexts.CreateDbContext();
        var conversation = await db.Conversations.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == conversationId && c.Channel == WebChannel.Key, cancellationToken);
        // A number that somebody else answers could not read a code, and of nothing said there is nothing to go on with.
        if (conversation is null || !targets.Any(target => target.IsServed()))
            return TypedResults.Ok(new WidgetContinued(address));
        var code = CodeText.New();
        var hash = CodeText.Hash(code);
        await writer.RunAsync((write, token) => codes.KeepAsync(write, conversationId, hash, token), cancellationToken);
        var words = CustomerWords.Say("ContinueWith", conversation.Language ?? DirectLineCaller.Of(http).Token?.Language, code);
        return TypedResults.Ok(new WidgetContinued($"{address.Split('?')[0]}?text={Uri.EscapeDataString(words)}"));
    }
}
