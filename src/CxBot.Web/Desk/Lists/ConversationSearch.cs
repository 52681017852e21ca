using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Lists;

/// <summary>Finds conversations by what was said in them (order numbers too), or by their customer's name, phone number or e-mail address.</summary>
public static class ConversationSearch
{
    public const int PageSize = 25;

    /// <summary>One page, the latest first.</summary>
    /// <returns>The rows, and whether there are more.</returns>
    public static async Task<(IReadOnlyList<BoardRow> Rows, bool More)> FindAsync(CxBotDbContext db, string? text, ConversationStatus? status, int page, CancellationToken cancellationToken)
    {
        var found = Matching(db, text);
        if (status is { } wanted) found = found.Where(c => c.Status == wanted);
        var rows = await BoardQuery.RowsAsync(db, found.OrderByDescending(c => c.LastMessageAt).ThenBy(c => c.Id).Skip(page * PageSize).Take(PageSize + 1), cancellationToken);
        return ([.. rows.Take(PageSize)], rows.Count > PageSize);
    }

    private static IQueryable<Conversation> Matching(CxBotDbContext db, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return db.Conversations;
#pragma warning disable CA1304, CA1311, CA1862 // Runs in the database, which knows neither cultures nor comparisons.
        var sought = text.Trim().ToLower();
        var digits = Digits(sought);
        return db.Conversations.Where(c =>
            c.Customer!.Name!.ToLower().Contains(sought)
            || c.Customer.Email!.ToLower().Contains(sought)
            || (digits != null && c.Customer.Phone!.Replace(" ", "").Replace("-", "").Contains(digits))
            || db.Messages.Any(m => m.ConversationId == c.Id && m.Kind == MessageKind.Text && m.Text.ToLower().Contains(sought)));
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>A phone number's own digits, without the country's or the trunk's: 0812 and +62 812 are one. Null where it is too short to be one.</summary>
    private static string? Digits(string sought)
    {
        var digits = string.Concat(sought.Where(char.IsAsciiDigit));
        if (digits.StartsWith("62", StringComparison.Ordinal)) digits = digits[2..];
        digits = digits.TrimStart('0');
        return digits.Length >= 5 && sought.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')') ? digits : null;
    }
}
