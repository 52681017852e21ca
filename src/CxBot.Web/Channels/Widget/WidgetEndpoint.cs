using CxBot.Conversations;
using CxBot.Handover;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Channels.DirectLine.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Newtonsoft.Json.Linq;

namespace CxBot.Web.Channels.Widget;

/// <summary>Lets a visitor begin, or go on where they were. Nothing is stored for one who only looks.</summary>
public sealed class WidgetEndpoint(
    VisitorKeys visitors, CustomerTokens customers, VerifiedVisitors verifiedVisitors, DirectLineTokens tokens, Origins origins, TeamPresence team, CustomerNotices notices, Writer writer,
    IDbContextFactory<CxBotDbContext> contexts, IOptions<WidgetOptions> widget, IOptions<MediaOptions> media, TimeProvider time)
{
    public async Task<IResult> BeginAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (!origins.MaySpeak(http.Request)) return DirectLineErrors.ForeignOrigin();
        var (body, refused) = await BoundedBody.ReadAsync(http.Request, required: false, cancellationToken);
        if (refused is not null) return refused;

        var kept = visitors.Read(Text(body?["visitor"]));
        var language = DirectLineEndpoints.LanguageOf(Text(body?["language"]));
        var verified = await customers.ReadAsync(Text(body?["customer"]));
        // Who was verified and no longer is has left: the next one at this browser begins anew.
        var visitor = verified is not null ? await verifiedVisitors.WelcomeAsync(verified, kept, language, cancellationToken)
            : kept is { Verified: false } ? kept : Visitor.New();
        var page = Page(body?["context"] as JObject);
        // The page waits in the token until there is a conversation to keep it with.
        if (page is not null && await PageContexts.SetAsync(writer, visitor.ConversationId, page, cancellationToken)) page = null;
        var given = new DirectLineToken(visitor.ConversationId, visitor.UserId, default)
        {
            UserName = verified?.Name,
            Language = language,
            Page = page,
            Verified = verified,
        };
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new WidgetSession(visitors.Write(visitor), visitor.ConversationId, tokens.Issue(given), (int)tokens.LifetimeOf(given).TotalSeconds, visitor.UserId, await SettingsAsync(cancellationToken)));
    }

    private async Task<WidgetSettings> SettingsAsync(CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        var opensAt = team.Hours.OpensAt(time.GetUtcNow());
        var present = opensAt is null && await team.AnyPresentAsync(db, cancellationToken);
        var minutes = present ? WaitEstimate.Median(await notices.RecentWaitsAsync(db, cancellationToken)) : null;
        var show = widget.Value;
        return new WidgetSettings(show.Title, show.BotNames(), show.Greetings(), show.StartersByLanguage(), show.PrivacyUrl, show.WhatsAppUrl,
            media.Value.MaxFileBytes, FileKind.Accept, new WidgetTeam(present, minutes, opensAt));
    }

    private static PageContext? Page(JObject? context)
    {
        if (context is null) return null;
        var page = new PageContext(Words("title"), Words("address"), Words("product"));
        return page == new PageContext(null, null, null) ? null : CleanPage(page.Trimmed());

        string? Words(string name) => Text(context[name]);
    }

    private static PageContext CleanPage(PageContext page) => new(Clean(page.Title), Clean(page.Address), Clean(page.Product));

    private static string? Clean(string? text) => text is null ? null : CleanText.Of(text);

    private static string? Text(JToken? token) => token is { Type: JTokenType.String } ? token.Value<string>() : null;
}
