using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language.Contacts;
using CxBot.Storage;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Lists;

/// <summary>
/// Finds conversations by what was said in them (order numbers too), or by their customer's name, phone number or e-mail address.
/// </summary>
public static class ConversationSearch
{
    public const int PageSize = 25;

    /// <summary>One page, the latest first.</summary>
    /// <returns>The rows, and whether there are more.</returns>
    public static Task<(IReadOnlyList<BoardRow> Rows, bool More)> FindAsync(CxBotDbContext db, string? text,
        ConversationStatus? status, int page, CancellationToken cancellationToken) =>
        FindAsync(db, text, all => all, status, page, cancellationToken);

    /// <param name="filter">Which conversations come into question.</param>
    /// <inheritdoc cref="FindAsync(CxBotDbContext, string?, ConversationStatus?, int, CancellationToken)"/>
    public static async Task<(IReadOnlyList<BoardRow> Rows, bool More)> FindAsync(CxBotDbContext db, string? text,
        Func<IQueryable<Conversation>, IQueryable<Conversation>> filter, ConversationStatus? status, int page,
        CancellationToken cancellationToken)
    {
        var found = filter(Matching(db, text));
        if (status is { } wanted)
            found = found.Where(c => c.Status == wanted);
        var rows = await BoardQuery.RowsAsync(db, found.OrderByDescending(c => c.LastMessageAt).ThenBy(c => c.Id).Skip(page * PageSize)
            .Take(PageSize + 1), cancellationToken);
        return ([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    private static IQueryable<Conversation> Matching(CxBotDbContext db, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return db.Conversations;
        var sought = text.Trim();
        if (CustomerNames.Read(sought) is { } customer)
            return db.Conversations.Where(c => c.CustomerId == customer);
        var digits = PhoneNumber.OwnDigits(sought);
        return db.Conversations.Where(c =>
            Folding.Fold(c.Customer!.Name)!.Contains(Folding.Fold(sought)!)
            || Folding.Fold(c.Customer.Email)!.Contains(Folding.Fold(sought)!)
            || (digits != null && c.Customer.Phone!.Replace(" ", "").Replace("-", "").Replace(".", "").Replace("(", "").Replace(")", "")
                .Contains(digits))
            // The number that somebody writes from is an identity; the one above is what they left.
            || (digits != null && c.Customer.Identities.Any(i =>
                (i.Kind == PersonOnChannel.PhoneKind || i.Kind == PersonOnChannel.FormerPhoneKind) && i.Value.Contains(digits)))
            || db.Messages.Any(m => m.ConversationId == c.Id && m.Kind == MessageKind.Text
                && Folding.Fold(m.Text)!.Contains(Folding.Fold(sought)!)));
    }
}
