using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Handover;
using CxBot.Language;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Live;

/// <summary>Reads what rows say.</summary>
internal static class RowWordsQuery
{
    private const int MaxWordsLength = 160;

    /// <summary>So many conversations are asked for at once: what one statement carries is bounded.</summary>
    private const int AtOnce = 400;

    /// <summary>So many entries of the log are looked through for where a case began.</summary>
    private const int MaxLookedBack = 60;

    private static readonly TimeSpan Silence = TimeSpan.FromHours(24);

    public static async Task<Dictionary<ConversationId, RowWords>> ReadAsync(
        CxBotDbContext db, IReadOnlyCollection<ConversationId> ids, CancellationToken cancellationToken)
    {
        var all = new Dictionary<ConversationId, RowWords>(ids.Count);
        foreach (var some in ids.Chunk(AtOnce))
            await ReadAsync(db, some, all, cancellationToken);
        return all;
    }

    private static async Task ReadAsync(
        CxBotDbContext db, ConversationId[] ids, Dictionary<ConversationId, RowWords> all, CancellationToken cancellationToken)
    {
        var found = await (
            from c in db.Conversations.AsNoTracking()
            where ids.Contains(c.Id)
            from h in db.Handovers.Where(h => (long?)h.Id == c.HandoverId).DefaultIfEmpty()
            select new
            {
                c.Id,
                h.Brief,
                Number = db.CustomerIdentities.Where(i => i.CustomerId == c.CustomerId && i.Channel == c.Channel
                    && i.Kind == PersonOnChannel.PhoneKind).Select(i => "+" + i.Value).FirstOrDefault(),
                OwnerName = db.Users.Where(a => a.Id == c.OwnerId).Select(a => a.DisplayName).FirstOrDefault(),
                LastAgent = db.Users.Where(a => a.Id == h.AgentId).Select(a => a.DisplayName).FirstOrDefault(),
                LastSaid = db.Messages
                    .Where(m => m.ConversationId == c.Id && m.Kind == MessageKind.Text
                        && (m.Role == MessageRole.Customer || m.Role == MessageRole.Agent))
                    .Max(m => (long?)m.Sequence),
            }).ToListAsync(cancellationToken);
        var said = await LastWordsAsync(db, [.. found.Where(f => f.LastSaid != null).Select(f => f.Id)],
            [.. found.Where(f => f.LastSaid != null).Select(f => f.LastSaid!.Value).Distinct()], cancellationToken);
        var first = await FirstWordsAsync(db, [.. found.Where(f => f.Brief is null).Select(f => f.Id)], cancellationToken);
        foreach (var f in found)
        {
            var last = f.LastSaid is { } sequence ? said.GetValueOrDefault((f.Id, sequence)) : null;
            var (want, orders) = f.Brief is { } brief ? Wanted(brief) : first.GetValueOrDefault(f.Id, (null, []));
            all[f.Id] = new RowWords(Short(want), orders.Count == 0 ? null : Short(orders[0]), Math.Max(0, orders.Count - 1), last?.Text,
                last?.Role, News(last, want), f.Number, f.OwnerName, f.LastAgent);
        }
    }

    /// <summary>What a case is about: the first want of its brief that is more than a call for a person.</summary>
    internal static (string? Want, IReadOnlyList<string> Orders) Wanted(HandoverBrief brief) =>
        (brief.Wants.FirstOrDefault(want => IsMatter(want, brief.Language)), brief.OrderNumbers);

    private static string? News(LastSaid? last, string? want) =>
        last is null || last.Text == want || (last.Role == MessageRole.Customer && last.Text.Length > 0 && !IsMatter(last.Text, null))
            ? null : last.Text;

    private static bool IsMatter(string text, string? language) =>
        Utterance.Read(text, language) is { IsEmpty: false } read
        && (read.OrderNumbers.Count > 0 || read is { HasQuestion: true, WantsPerson: false });

    /// <summary>Where nobody has written a brief: the first that the customer said in this case and that is no greeting.</summary>
    private static async Task<Dictionary<ConversationId, (string? Want, IReadOnlyList<string> Orders)>> FirstWordsAsync(
        CxBotDbContext db, ConversationId[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return [];
        var ended = await db.Handovers.Where(h => ids.Contains(h.ConversationId) && h.EndedAt != null)
            .Select(h => new { h.ConversationId, h.EndedAt }).ToListAsync(cancellationToken);
        var ends = ended.GroupBy(h => h.ConversationId).ToDictionary(all => all.Key, all => all.Max(h => h.EndedAt));
        var said = await (
            from c in db.Conversations
            join m in db.Messages on c.Id equals m.ConversationId
            where ids.Contains(c.Id) && m.Sequence > c.LastSequence - MaxLookedBack
                && m.Role == MessageRole.Customer && m.Kind == MessageKind.Text && m.Text != ""
            select new { c.Id, c.Language, m.Sequence, m.At, Text = m.Text.Substring(0, MaxWordsLength) }).ToListAsync(cancellationToken);
        return said.GroupBy(m => m.Id).ToDictionary(all => all.Key, all =>
        {
            var texts = all.OrderBy(m => m.Sequence).ToList();
            // A case begins after the last one ended, or after so long a silence that the bot had closed it.
            var begins = 0;
            for (var at = 1; at < texts.Count; at++)
                if (texts[at].At - texts[at - 1].At > Silence
                    || (ends.GetValueOrDefault(all.Key) is { } end && texts[at - 1].At <= end && texts[at].At > end))
                    begins = at;
            texts.RemoveRange(0, begins);
            IReadOnlyList<string> orders = [.. texts.SelectMany(m => Utterance.Read(m.Text, m.Language).OrderNumbers).Distinct()];
            return ((string?)(texts.FirstOrDefault(m => IsMatter(m.Text, m.Language)) ?? texts[0]).Text, orders);
        });
    }

    private static async Task<Dictionary<(ConversationId, long), LastSaid>> LastWordsAsync(
        CxBotDbContext db, ConversationId[] ids, long[] sequences, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return [];
        // A few rows too many (each id with each sequence) cost less than a window over the whole log, which is what SQLite would make of
        // "the last one of each".
        var rows = await db.Messages.AsNoTracking()
            .Where(m => ids.Contains(m.ConversationId) && sequences.Contains(m.Sequence))
            .Select(m => new { m.ConversationId, m.Sequence, m.Role, Text = m.Text.Substring(0, MaxWordsLength) })
            .ToListAsync(cancellationToken);
        return rows.ToDictionary(r => (r.ConversationId, r.Sequence), r => new LastSaid(r.Role, r.Text));
    }

    private static string? Short(string? text) => text is not { Length: > MaxWordsLength } ? text
        : text[..(char.IsHighSurrogate(text[MaxWordsLength - 1]) ? MaxWordsLength - 1 : MaxWordsLength)];

    private sealed record LastSaid(MessageRole Role, string Text);
}
