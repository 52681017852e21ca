using CxBot.Conversations;
using CxBot.Search;
using CxBot.Storage;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Searching;

/// <summary>
/// Finds conversations by what was said in them, by whom, and by what is known of their customers and cases; see <see
/// cref="SearchQuery"/>.
/// </summary>
public static class ConversationSearch
{
    public const int PageSize = 25;

    /// <summary>One page, the latest first.</summary>
    /// <param name="page">From 0; beyond the last one there is nothing.</param>
    public static async Task<FoundConversations> FindAsync(CxBotDbContext db, string? text, SearchFilter filter, int page,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(text))
            return await AllAsync(db, filter, page, cancellationToken);
        if (CustomerNames.Read(text) is { } customer)
            return await AllAsync(db, filter with
            {
                Narrow = (from, all) => (filter.Narrow?.Invoke(from, all) ?? all).Where(c => c.CustomerId == customer),
            }, page, cancellationToken);
        var names = await NamesAsync(db, cancellationToken);
        var query = SearchQuery.Read(text, names);
        var found = await SearchStore.FindAsync(db, query, filter, cancellationToken);
        // The latest entry of each stands for it.
        var all = found.Take(SearchStore.MaxFound).DistinctBy(e => e.ConversationId).ToList();
        if (filter.Narrow is { } narrow)
        {
            ConversationId[] known = [.. all.Select(e => e.ConversationId)];
            var left = await narrow(db, db.Conversations.Where(c => known.Contains(c.Id))).Select(c => c.Id)
                .ToHashSetAsync(cancellationToken);
            all.RemoveAll(e => !left.Contains(e.ConversationId));
        }
        List<SearchedEntry> shown = [.. all.Skip(page * PageSize).Take(PageSize)];
        ConversationId[] ids = [.. shown.Select(e => e.ConversationId)];
        var rows = (await BoardQuery.RowsAsync(db, BoardQuery.Of(db, ids), cancellationToken)).ToDictionary(row => row.Id);
        var hits = await FoundHits.ReadAsync(db, query, names, filter, shown, cancellationToken);
        return new FoundConversations(
            [.. shown.Where(e => rows.ContainsKey(e.ConversationId))
                .Select(e => new FoundRow(rows[e.ConversationId], hits.GetValueOrDefault(e.ConversationId)))],
            all.Count, found.Count > SearchStore.MaxFound);
    }

    /// <summary>Where in one conversation something is found, in the order in which it was said.</summary>
    public static async Task<IReadOnlyList<long>> FindInAsync(CxBotDbContext db, ConversationId conversationId, string text,
        CancellationToken cancellationToken)
    {
        var query = SearchQuery.Read(text, await NamesAsync(db, cancellationToken));
        var entries = await SearchStore.FindAsync(db, query, new SearchFilter { ConversationId = conversationId }, cancellationToken);
        return await FoundHits.SequencesAsync(db, query, entries, cancellationToken);
    }

    /// <summary>What has a name of its own, and may be searched for by it.</summary>
    public static async Task<IReadOnlyList<SearchName>> NamesAsync(CxBotDbContext db, CancellationToken cancellationToken)
    {
        var agents = await db.Users.Select(a => new { a.Id, a.DisplayName }).ToListAsync(cancellationToken);
        var labels = await db.Labels.Select(l => new { l.Id, l.Name }).ToListAsync(cancellationToken);
        return [.. agents.Select(a => new SearchName(a.DisplayName, SearchTokens.Agent(a.Id))), .. OutcomeNames.All,
            .. labels.Select(l => new SearchName(l.Name, SearchTokens.Label(l.Id)))];
    }

    private static async Task<FoundConversations> AllAsync(CxBotDbContext db, SearchFilter filter, int page,
        CancellationToken cancellationToken)
    {
        var all = filter.Narrow?.Invoke(db, db.Conversations) ?? db.Conversations;
        if (filter.Status is { } status)
            all = all.Where(c => c.Status == status);
        if (filter.From is { } from)
            all = all.Where(c => c.LastMessageAt >= from);
        if (filter.To is { } to)
            all = all.Where(c => c.CreatedAt < to);
        var count = await all.Select(c => c.Id).Take(SearchStore.MaxFound + 1).CountAsync(cancellationToken);
        var rows = await BoardQuery.RowsAsync(db, all.OrderByDescending(c => c.LastMessageAt).ThenBy(c => c.Id).Skip(page * PageSize)
            .Take(PageSize), cancellationToken);
        return new FoundConversations([.. rows.Select(row => new FoundRow(row, null))], Math.Min(count, SearchStore.MaxFound),
            count > SearchStore.MaxFound);
    }
}

/// <summary>A page of what was found.</summary>
/// <param name="Count">How many conversations there are on all pages together.</param>
/// <param name="IsMore">There are more than <paramref name="Count"/>; the rest is older.</param>
public sealed record FoundConversations(IReadOnlyList<FoundRow> Rows, int Count, bool IsMore)
{
    public int Pages => (Count + ConversationSearch.PageSize - 1) / ConversationSearch.PageSize;
}

/// <summary>A conversation, and what in it was found; null where nothing was sought.</summary>
public sealed record FoundRow(BoardRow Row, FoundHit? Hit);
