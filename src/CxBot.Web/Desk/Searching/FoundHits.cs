using CxBot.Conversations;
using CxBot.Search;
using CxBot.Storage;
using CxBot.Words;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Web.Desk.Searching;

/// <summary>What in a conversation was found, as its row shows it.</summary>
/// <param name="Sequence">The message, by its place; null where it is no message.</param>
/// <param name="Role">Who said it.</param>
/// <param name="Fact">What is known of the conversation otherwise, and was found.</param>
/// <param name="Words">The words around it, cut short.</param>
public sealed record FoundHit(long? Sequence, MessageRole? Role, SearchFactKind? Fact, IReadOnlyList<SearchPiece> Words)
{
    public bool Equals(FoundHit? other) => other is not null && Sequence == other.Sequence && Role == other.Role && Fact == other.Fact
        && Words.SequenceEqual(other.Words);

    public override int GetHashCode() => HashCode.Combine(Sequence, Fact);
}

/// <summary>Looks for what was found in the conversations that are shown.</summary>
internal static class FoundHits
{
    private const int MaxWordsLength = 160;
    private const int MaxSequences = 500;

    /// <summary>The best hit of each conversation: where the most of what is sought stands, and of equals the last.</summary>
    public static async Task<IReadOnlyDictionary<ConversationId, FoundHit>> ReadAsync(CxBotDbContext db, SearchQuery query,
        IReadOnlyList<SearchName> names, SearchFilter filter, IReadOnlyList<SearchedEntry> entries, CancellationToken cancellationToken)
    {
        var best = new Dictionary<ConversationId, (int Terms, FoundHit Hit)>();
        foreach (var message in await MessagesAsync(db, entries, cancellationToken))
        {
            if (!(message.At >= (filter.From ?? message.At)) || message.At >= (filter.To ?? DateTimeOffset.MaxValue))
                continue;
            foreach (var text in SearchedMessage.Texts(message.Role == MessageRole.Bot ? PlainText.Of(message.Text) : message.Text,
                message.Content))
                if (query.Find(text) is { Terms: > 0 } found && found.Terms >= best.GetValueOrDefault(message.ConversationId).Terms)
                    best[message.ConversationId] = (found.Terms,
                        new FoundHit(message.Sequence, message.Role, null, SearchPiece.Around(text, found, MaxWordsLength)));
        }
        ConversationId[] open = [.. entries.Select(e => e.ConversationId).Where(id => best.GetValueOrDefault(id).Terms < query.Count)];
        foreach (var fact in await SearchFact.ReadAsync(db, open, cancellationToken))
            foreach (var text in Texts(fact, query, names))
                if (query.Find(text) is { Terms: > 0 } found && found.Terms > best.GetValueOrDefault(fact.ConversationId).Terms)
                    best[fact.ConversationId] =
                        (found.Terms, new FoundHit(null, null, fact.Kind, SearchPiece.Around(text, found, MaxWordsLength)));
        return best.ToDictionary(hit => hit.Key, hit => hit.Value.Hit);
    }

    /// <summary>The places of the messages in which the most of what is sought stands.</summary>
    public static async Task<IReadOnlyList<long>> SequencesAsync(CxBotDbContext db, SearchQuery query, IReadOnlyList<SearchedEntry> entries,
        CancellationToken cancellationToken)
    {
        var found = (await MessagesAsync(db, entries, cancellationToken))
            .Select(m => (m.Sequence, Terms: SearchedMessage.Texts(m.Text, m.Content).Select(text => query.Find(text).Terms)
                .DefaultIfEmpty().Max()))
            .Where(m => m.Terms > 0).ToList();
        var most = found.Select(m => m.Terms).DefaultIfEmpty().Max();
        return [.. found.Where(m => m.Terms == most).Select(m => m.Sequence).Take(MaxSequences)];
    }

    private static IEnumerable<string> Texts(SearchFact fact, SearchQuery query, IReadOnlyList<SearchName> names) => fact switch
    {
        { Text: { } text } => [text],
        { Token: { } token } when query.Names(token) => names.Where(name => name.Token == token).Select(name => name.Name),
        _ => [],
    };

    private static async Task<IReadOnlyList<Searched>> MessagesAsync(CxBotDbContext db, IReadOnlyList<SearchedEntry> entries,
        CancellationToken cancellationToken)
    {
        long[] ids = [.. entries.Select(e => e.Id)];
        var searched = SearchedMessage.In(db.Messages);
        return await (
            from e in db.SearchEntries.Where(e => ids.Contains(e.Id))
            join m in searched on e.ConversationId equals m.ConversationId
            where m.Sequence > e.Page * (long)SearchEntry.Messages && m.Sequence <= (e.Page + 1) * (long)SearchEntry.Messages
            orderby m.ConversationId, m.Sequence
            select new Searched(m.ConversationId, m.Sequence, m.Role, m.At, m.Text, m.Content)).ToListAsync(cancellationToken);
    }

    private sealed record Searched(
        ConversationId ConversationId, long Sequence, MessageRole Role, DateTimeOffset At, string Text, MessageContent Content);
}
