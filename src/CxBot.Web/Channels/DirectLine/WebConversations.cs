using CxBot.Customers;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine.Tokens;
using CxBot.Web.Engine;
using CxBot.Web.Operations.Network;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Channels.DirectLine;

/// <summary>The website's conversations: whose they are, and how they begin.</summary>
public sealed class WebConversations(Intake intake, Writer writer, AddressHash addresses, IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>The customer's user id, as Direct Line knows them; null where there is no such conversation on the website.</summary>
    public async Task<string?> UserOfAsync(ConversationId conversationId, CancellationToken cancellationToken)
    {
        await using var db = contexts.CreateDbContext();
        return await db.Conversations.Where(c => c.Id == conversationId && c.Channel == WebChannel.Key)
            .Join(db.CustomerIdentities.Where(i => i.Channel == WebChannel.Key), c => c.CustomerId, i => i.CustomerId, (_, i) => i)
            .OrderBy(i => i.Kind == CustomerAddress.SubjectKind).Select(i => i.Value)
            // A visitor's own id first: a customer may have several, and the shop's name for them is nobody else's business.
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Makes sure that a token's conversation exists.</summary>
    /// <param name="bySite">The site's own server asks, whose network address is not the customer's.</param>
    /// <returns>Whether it was made now.</returns>
    public async Task<bool> OpenAsync(
        DirectLineToken token, string? language, HttpContext http, bool bySite, CancellationToken cancellationToken)
    {
        var who = token.Verified is { } verified ? WebChannel.Subject(verified.Subject) : WebChannel.Visitor(token.UserId);
        var addressHash = bySite ? null : addresses.Of(http);
        var started = await intake.OpenAsync(
            token.ConversationId, who, token.UserName, token.Language ?? language, cancellationToken, token.Verified?.Email, addressHash);
        if (started && token.Page is { } page)
            await PageContexts.SetAsync(writer, token.ConversationId, page, cancellationToken);
        return started;
    }

    /// <summary>Notes where the customer comes from now, where that is another network address than before.</summary>
    public async Task FollowAsync(ConversationId conversationId, HttpContext http, CancellationToken cancellationToken)
    {
        if (addresses.Of(http) is not { } address)
            return;
        await using var db = contexts.CreateDbContext();
        if (!await db.Conversations.AnyAsync(c => c.Id == conversationId && c.AddressHash == address, cancellationToken))
            await intake.MovedAsync(conversationId, address, cancellationToken);
    }
}
