using CxBot.Continuation;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.WhatsApp;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Web.Channels.Widget;

/// <summary>Takes a visitor to WhatsApp, with a code in the first words by which they are known there.</summary>
public sealed class WidgetContinuation(ContinuationCodes codes, Writer writer, IDbContextFactory<CxBotDbContext> contexts, IOptions<WidgetOptions> widget, IOptions<WhatsAppOptions> whatsApp)
{
    public async Task<IResult> OnWhatsAppAsync(string conversationId, HttpContext http, CancellationToken cancellationToken)
    {
        if (widget.Value.WhatsAppUrl is not { Length: > 0 } address) return DirectLineErrors.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        await using var db = contexts.CreateDbContext();
        var conversation = await db.Conversations.AsNoTracking().SingleOrDefaultAsync(c => c.Id == conversationId && c.Channel == Conversations.Channels.Web, cancellationToken);
        // A number that somebody else answers could not read a code, and of nothing said there is nothing to go on with.
        if (conversation is null || !whatsApp.Value.IsOn) return TypedResults.Ok(new WidgetContinued(address));
        var code = CodeText.New();
        var hash = CodeText.Hash(code);
        await writer.RunAsync((write, token) => codes.KeepAsync(write, conversationId, hash, token), cancellationToken);
        var words = CustomerWords.Say("ContinueWith", conversation.Language ?? DirectLineEndpoints.Caller(http).Token?.Language, code);
        return TypedResults.Ok(new WidgetContinued($"{address.Split('?')[0]}?text={Uri.EscapeDataString(words)}"));
    }
}
