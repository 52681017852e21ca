using System.Globalization;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Language.Contacts;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.PersonalData;

/// <summary>Finds customers for an agent who looks for the same person under another name: by name, number, e-mail address, the customer's
/// number, or a conversation.</summary>
public sealed class CustomerSearch(IDbContextFactory<CxBotDbContext> contexts)
{
    /// <summary>So many are shown; who is not among them is sought by more words.</summary>
    public const int Most = 10;

    private const int MaxWordsLength = 160;

    /// <summary>Those who fit, whoever wrote last first.</summary>
    /// <param name="but">Who is left out: the customer for whom it is asked.</param>
    public async Task<IReadOnlyList<SoughtCustomer>> FindAsync(string? text, CustomerId but, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        await using var db = contexts.CreateDbContext();
        return await Matching(db, text.Trim()).Where(c => c.Id != but)
            .OrderByDescending(c => db.Conversations.Where(v => v.CustomerId == c.Id).Max(v => (DateTimeOffset?)v.LastMessageAt))
            .ThenByDescending(c => c.Id).Take(Most)
            .Select(c => new SoughtCustomer(c.Id, c.Name, c.Phone, c.Email,
                c.Identities.Where(i => i.Kind == PersonOnChannel.PhoneKind).Select(i => "+" + i.Value).FirstOrDefault(),
                db.Conversations.Count(v => v.CustomerId == c.Id),
                db.Conversations.Where(v => v.CustomerId == c.Id).Max(v => (DateTimeOffset?)v.LastMessageAt),
                db.Messages.Where(m => m.Role == MessageRole.Customer && m.Kind == MessageKind.Text && m.Text != ""
                        && db.Conversations.Any(v => v.Id == m.ConversationId && v.CustomerId == c.Id))
                    .OrderByDescending(m => m.At).Select(m => m.Text.Substring(0, MaxWordsLength)).FirstOrDefault()))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Customer> Matching(CxBotDbContext db, string sought)
    {
        var digits = PhoneNumber.OwnDigits(sought);
        // A link to a conversation ends with its id.
        var conversation = new ConversationId(sought[(sought.LastIndexOf('/') + 1)..]);
        var number = new CustomerId(
            long.TryParse(sought.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
        return CustomerFinder.Known(db).AsNoTracking().Where(c => c.Id == number
                || Folding.Fold(c.Name)!.Contains(Folding.Fold(sought)!)
                || Folding.Fold(c.Email)!.Contains(Folding.Fold(sought)!)
                || (digits != null && c.Phone!.Replace(" ", "").Replace("-", "").Replace(".", "").Replace("(", "").Replace(")", "")
                    .Contains(digits))
                || (digits != null && c.Identities.Any(i =>
                    (i.Kind == PersonOnChannel.PhoneKind || i.Kind == PersonOnChannel.FormerPhoneKind) && i.Value.Contains(digits)))
                || db.Conversations.Any(v => v.CustomerId == c.Id && v.Id == conversation));
    }
}

/// <summary>A customer as somebody who looks for them sees them.</summary>
/// <param name="Number">The number they write from; null where no channel shows one.</param>
/// <param name="LastWords">What they said last, cut short.</param>
public sealed record SoughtCustomer(CustomerId Id, string? Name, string? Phone, string? Email, string? Number, int Conversations,
    DateTimeOffset? LastMessageAt, string? LastWords);
