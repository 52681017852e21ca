using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Search;

/// <summary>Reads conversations for the index, as they stand now: what of them is not in it, or no longer as it was.</summary>
internal static class SearchReader
{
    /// <summary>Makes marks where there are none. A change that is told of from here on is never missed.</summary>
    public static async Task MarkAsync(CxBotDbContext db, IReadOnlyList<ConversationId> ids, CancellationToken cancellationToken)
    {
        var known = await db.SearchMarks.Where(m => ids.Contains(m.ConversationId)).Select(m => m.ConversationId)
            .ToListAsync(cancellationToken);
        (string Name, object? Value)[] unknown = [.. ids.Except(known).Select((id, at) => ($"@id{at}", (object?)id.Value))];
        if (unknown.Length == 0)
            return;
        await using var mark = Sql.Command(db, $"""
            INSERT INTO "SearchMarks" ("ConversationId", "Sequence", "Changes", "Indexed", "Fold")
            SELECT "Id", 0, 0, 0, '' FROM "Conversations"
            WHERE "Id" IN ({string.Join(", ", unknown.Select(id => id.Name))}) AND "Status" NOT IN ('Erasing', 'Erased')
            ON CONFLICT DO NOTHING
            """, unknown);
        await mark.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<IReadOnlyList<ReadConversation>> ReadAsync(CxBotDbContext db, IReadOnlyList<ConversationId> ids, string fold,
        CancellationToken cancellationToken)
    {
        // The marks first: what is changed after them is told of once more, and read once more.
        var marks = await db.SearchMarks.AsNoTracking().Where(m => ids.Contains(m.ConversationId))
            .ToDictionaryAsync(m => m.ConversationId, cancellationToken);
        var conversations = await db.Conversations.Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.LastSequence, c.CreatedAt }).ToListAsync(cancellationToken);
        var facts = (await SearchFact.ReadAsync(db, [.. conversations.Select(c => c.Id)], cancellationToken))
            .ToLookup(f => f.ConversationId);
        var firsts = conversations.Where(c => marks.ContainsKey(c.Id)).ToDictionary(c => c.Id, c => First(marks[c.Id], fold));
        var messages = await MessagesAsync(db, firsts, cancellationToken);
        return [.. conversations.Where(c => firsts.ContainsKey(c.Id)).Select(c => new ReadConversation(c.Id, c.LastSequence,
            marks[c.Id].Changes, IsNew: marks[c.Id].Fold.Length == 0,
            Pages(c.Id, firsts[c.Id], messages[c.Id], [.. facts[c.Id]], c.CreatedAt)))];
    }

    /// <summary>The first entry that is to be written anew: all of them where more has changed than that something was said.</summary>
    private static int First(SearchMark mark, string fold) =>
        mark.Fold != fold || mark.Changes > mark.Indexed ? 0 : SearchEntry.PageOf(mark.Sequence + 1);

    /// <summary>Most are short or new, and read together.</summary>
    private static async Task<ILookup<ConversationId, Searched>> MessagesAsync(CxBotDbContext db, Dictionary<ConversationId, int> firsts,
        CancellationToken cancellationToken)
    {
        ConversationId[] whole = [.. firsts.Where(f => f.Value == 0).Select(f => f.Key)];
        var read = await SelectAsync(db.Messages.Where(m => whole.Contains(m.ConversationId)), cancellationToken);
        foreach (var (id, first) in firsts.Where(f => f.Value > 0))
        {
            var after = (long)first * SearchEntry.Messages;
            read.AddRange(await SelectAsync(db.Messages.Where(m => m.ConversationId == id && m.Sequence > after), cancellationToken));
        }
        return read.ToLookup(m => m.ConversationId);
    }

    private static Task<List<Searched>> SelectAsync(IQueryable<Message> messages, CancellationToken cancellationToken) =>
        SearchedMessage.In(messages).OrderBy(m => m.ConversationId).ThenBy(m => m.Sequence)
            .Select(m => new Searched(m.ConversationId, m.Sequence, m.Text, m.At, m.AgentId, m.Content)).ToListAsync(cancellationToken);

    private static List<ReadPage> Pages(ConversationId id, int first, IEnumerable<Searched> messages, IReadOnlyList<SearchFact> facts,
        DateTimeOffset createdAt)
    {
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

    private static SearchEntry Entry(ConversationId id, int page, DateTimeOffset first, DateTimeOffset last) => new()
    {
        Id = SearchEntry.KeyOf(last, id, page),
        ConversationId = id,
        Page = page,
        FirstAt = first,
        LastAt = last,
    };

    private sealed record Searched(
        ConversationId ConversationId, long Sequence, string Text, DateTimeOffset At, string? AgentId, MessageContent Content);
}

/// <summary>A conversation as it was read for the index.</summary>
/// <param name="Sequence">The last place of its log then.</param>
/// <param name="Changes">See <see cref="SearchMark.Changes"/>: another number now, and it was read too early.</param>
/// <param name="IsNew">Nothing of it is in the index.</param>
internal sealed record ReadConversation(ConversationId Id, long Sequence, long Changes, bool IsNew, IReadOnlyList<ReadPage> Pages)
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
        {
            if (!IsNew)
                await db.SearchEntries.Where(e => e.ConversationId == Id && e.Page == page.Entry.Page)
                    .ExecuteDeleteAsync(cancellationToken);
            await SearchStore.PutAsync(db, page.Entry, page.Document, cancellationToken);
        }
    }
}

/// <summary>One entry with its words.</summary>
internal sealed record ReadPage(SearchEntry Entry, SearchDocument Document);
