using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.DirectLine.Tokens;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.Widget;

/// <summary>Lets a visitor begin, or go on where they were. Nothing is stored for one who only looks.</summary>
public sealed class WidgetEndpoint(
    VisitorKeys visitors, CustomerTokens customers, VerifiedVisitors verifiedVisitors, DirectLineTokens tokens, Origins origins,
    Writer writer, WidgetSettingsReader settings)
{
    public async Task<IResult> BeginAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!origins.MaySpeak(http.Request))
            return ChannelErrors.ForeignOrigin();
        var (body, refused) = await BoundedBody.ReadJsonAsync(http.Request, required: false, cancellationToken);
        if (refused is not null)
            return refused;

        var kept = visitors.Read(body?["visitor"].Text());
        var language = ClientLanguage.Of(body?["language"].Text());
        var verified = await customers.ReadAsync(body?["customer"].Text());
        // A visitor who was verified and no longer is has left: the next one at this browser begins anew.
        var visitor = verified is not null ? await verifiedVisitors.WelcomeAsync(verified, kept, language, cancellationToken)
            : kept is { Verified: false } ? kept : Visitor.New();
        var page = Page(body?["context"] as JObject);
        // The page waits in the token until there is a conversation to keep it with.
        if (page is not null && await PageContexts.SetAsync(writer, visitor.ConversationId, page, cancellationToken))
            page = null;
        var given = DirectLineToken.Of(visitor.ConversationId, visitor.UserId) with
        {
            UserName = verified?.Name,
            Language = language,
            Page = page,
            Verified = verified,
        };
        http.Response.Headers.CacheControl = "no-store";
        var expiresIn = (int)tokens.LifetimeOf(given).TotalSeconds;
        return TypedResults.Ok(new WidgetSession(
            visitors.Write(visitor), visitor.ConversationId, tokens.Issue(given), expiresIn, visitor.UserId,
            await settings.ReadAsync(cancellationToken)));
    }

    private static PageContext? Page(JObject? context)
    {
        if (context is null)
            return null;
        var page = new PageContext(context["title"].Text(), context["address"].Text(), context["product"].Text());
        return page == new PageContext(null, null, null) ? null : CleanPage(page.Trimmed());
    }

    private static PageContext CleanPage(PageContext page) => new(Clean(page.Title), Clean(page.Address), Clean(page.Product));

    private static string? Clean(string? text) => text is null ? null : CleanText.Of(text);
}
