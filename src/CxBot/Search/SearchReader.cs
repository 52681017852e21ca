using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Search;

/// <summary>Reads conversations for the index, as they stand now: what of them is not in it, or no longer as it was.</summary>
internal static class SearchReader
{
    /// <summary>Makes marks where there are none. A change that is told of from here on is never missed.</summary>
    public static async Task MarkAsync(CxBotDbContext db, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            await using var mark = Sql.Command(db, """
                INSERT INTO "SearchMarks" ("ConversationId", "Sequence", "Changes", "Indexed", "Fold")
                SELECT "Id", 0, 0, 0, '' FROM "Conversations" WHERE "Id" = @id AND "Status" NOT IN ('Erasing', 'Erased')
                ON CONFLICT DO NOTHING
                """, ("@id", id));
            await mark.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public static async Task<IReadOnlyList<ReadConversation>> ReadAsync(CxBotDbContext db, IReadOnlyList<string> ids, string fold,
        CancellationToken cancellationToken)
    {
        // The marks first: what is changed after them is told of once more, and read once more.
        var marks = await db.SearchMarks.AsNoTracking().Where(m => ids.Contains(m.ConversationId))
            .ToDictionaryAsync(m => m.ConversationId, cancellationToken);
        var conversations = await db.Conversations.Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.LastSequence, c.CreatedAt }).ToListAsync(cancellationToken);
        var facts = (await SearchFact.ReadAsync(db, [.. conversations.Select(c => c.Id)], cancellationToken))
            .ToLookup(f => f.ConversationId);
        var read = new List<ReadConversation>();
        foreach (var one in conversations)
        {
            if (!marks.TryGetValue(one.Id, out var mark))
                continue;
            var whole = mark.Fold != fold || mark.Changes > mark.Indexed;
            var first = whole ? 0 : SearchEntry.PageOf(mark.Sequence + 1);
            var pages = await PagesAsync(db, one.Id, first, [.. facts[one.Id]], one.CreatedAt, cancellationToken);
            read.Add(new ReadConversation(one.Id, one.LastSequence, mark.Changes, pages));
        }
        return read;
    }

    private static async Task<IReadOnlyList<ReadPage>> PagesAsync(CxBotDbContext db, string id, int first, IReadOnlyList<SearchFact> facts,
        DateTimeOffset createdAt, CancellationToken cancellationToken)
    {
        var after = (long)first * SearchEntry.Messages;
        var messages = await SearchedMessage.In(db.Messages.Where(m => m.ConversationId == id && m.Sequence > after))
            .OrderBy(m => m.Sequence).Select(m => new { m.Sequence, m.Text, m.At, m.AgentId, m.Content }).ToListAsync(cancellationToken);
        var pages = messages.GroupBy(m => SearchEntry.PageOf(m.Sequence)).Select(page =>
        {
            var document = new SearchDocument();
            foreach (var message in page)
            {
                foreach (var text in SearchedMessage.Texts(message.Text, message.Content))
                    document.Add(text);
                if (message.AgentId is { } agent)
                    document.AddToken(SearchTokens.Agent(agent));
            }
            return new ReadPage(Entry(id, page.Key, page.First().At, page.Last().At), document);
        }).ToList();
        // Nothing said yet: its customer is found all the same.
        if (pages.Count == 0 && first == 0)
            pages.Add(new ReadPage(Entry(id, 0, createdAt, createdAt), new SearchDocument()));
        foreach (var page in pages)
            foreach (var fact in facts)
                fact.AddTo(page.Document);
        return pages;
    }

    private static SearchEntry Entry(string id, int page, DateTimeOffset first, DateTimeOffset last) => new()
    {
        Id = SearchEntry.KeyOf(last, id, page),
        ConversationId = id,
        Page = page,
        FirstAt = first,
        LastAt = last,
    };
}

/// <summary>A conversation as it was read for the index.</summary>
/// <param name="Sequence">The last place of its log then.</param>
/// <param name="Changes">See <see cref="SearchMark.Changes"/>: another number now, and it was read too early.</param>
internal sealed record ReadConversation(string Id, long Sequence, long Changes, IReadOnlyList<ReadPage> Pages)
{
    /// <summary>Puts it into the index, unless something has changed since. Called inside a <see cref="Writer"/> command.</summary>
    public async Task PutAsync(CxBotDbContext db, string fold, CancellationToken cancellationToken)
    {
        // The mark is also the lock: an erasure takes it first, and finds what was put before it.
        if (await db.SearchMarks.Where(m => m.ConversationId == Id && m.Changes == Changes).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Sequence, Sequence).SetProperty(m => m.Indexed, Changes).SetProperty(m => m.Fold, fold),
            cancellationToken) == 0)
            return;
        foreach (var page in Pages)
            await SearchStore.PutAsync(db, page.Entry, page.Document, cancellationToken);
    }
}

/// <summary>One entry with its words.</summary>
internal sealed record ReadPage(SearchEntry Entry, SearchDocument Document);
