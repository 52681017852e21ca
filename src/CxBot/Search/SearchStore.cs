using CxBot.Conversations;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Search;

/// <summary>The index itself, which each database has in its own way: FTS5 on SQLite, a <c>tsvector</c> on PostgreSQL.</summary>
public static class SearchStore
{
    /// <summary>So many entries are found at most, the latest first: nobody reads further, and more words find fewer.</summary>
    public const int MaxFound = 1_000;

    private const string Columns = """SELECT e."Id", e."ConversationId", e."Page" """;

    /// <summary>What is found, the latest first; one more than <see cref="MaxFound"/> where there is more.</summary>
    public static async Task<IReadOnlyList<SearchedEntry>> FindAsync(CxBotDbContext db, SearchQuery query, SearchFilter filter,
        CancellationToken cancellationToken)
    {
        if (query.IsEmpty)
            return [];
        if (db is SqliteDbContext)
            return await ReadAsync(db, Sqlite(filter), query.ToMatch(), filter, cancellationToken);
        // The planner takes it that comparing a row's words costs nothing: it would compare them all rather than read the index.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("SET LOCAL enable_seqscan = off", cancellationToken);
        return await ReadAsync(db, Postgres(filter, query), query.ToVectorQuery(), filter, cancellationToken);
    }

    private static async Task<List<SearchedEntry>> ReadAsync(CxBotDbContext db, string sql, string query, SearchFilter filter,
        CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        // Outside a transaction of SQLite's, which would keep the writer out.
        await using var find = Sql.Query(db, sql, ("@query", query), ("@most", MaxFound + 1),
            ("@status", filter.Status?.ToString() ?? ""), ("@from", filter.From?.UtcTicks ?? 0), ("@to", filter.To?.UtcTicks ?? 0),
            ("@conversation", filter.ConversationId?.Value ?? ""));
        var found = new List<SearchedEntry>();
        await using var rows = await find.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
            found.Add(new SearchedEntry(rows.GetInt64(0), new ConversationId(rows.GetString(1)), rows.GetInt32(2)));
        return found;
    }

    /// <summary>Puts an entry into the index, in which there is none of the same messages. Called inside a <see cref="Writer"/>
    /// command.</summary>
    internal static async Task PutAsync(CxBotDbContext db, SearchEntry entry, SearchDocument document, CancellationToken cancellationToken)
    {
        for (var id = entry.Id; ; id++)
        {
            await using var put = Sql.Command(db, db is SqliteDbContext ? PutSqlite : PutPostgres,
                ("@id", id), ("@conversation", entry.ConversationId.Value), ("@page", entry.Page), ("@from", entry.FirstAt.UtcTicks),
                ("@to", entry.LastAt.UtcTicks), ("@words", db is SqliteDbContext ? "" : document.ToVector()));
            if (await put.ExecuteNonQueryAsync(cancellationToken) == 0)
                continue;
            if (db is not SqliteDbContext)
                return;
            await using var index = Sql.Command(db, """INSERT INTO "SearchIndex" (rowid, "Words") VALUES (@id, @words)""",
                ("@id", id), ("@words", document.ToText()));
            await index.ExecuteNonQueryAsync(cancellationToken);
            return;
        }
    }

    private const string PutSqlite = """
        INSERT INTO "SearchEntries" ("Id", "ConversationId", "Page", "FirstAt", "LastAt") VALUES (@id, @conversation, @page, @from, @to)
        ON CONFLICT ("Id") DO NOTHING
        """;

    private const string PutPostgres = """
        INSERT INTO "SearchEntries" ("Id", "ConversationId", "Page", "FirstAt", "LastAt", "Words")
        VALUES (@id, @conversation, @page, @from, @to, @words::tsvector) ON CONFLICT ("Id") DO NOTHING
        """;

    /// <summary>From the index to the rows, in the index's own order: no sorting, and no further than is asked for.</summary>
    private static string Sqlite(SearchFilter filter) => $"""
        {Columns} FROM "SearchIndex" i CROSS JOIN "SearchEntries" e ON e."Id" = i.rowid {Join(filter)}
        WHERE i."SearchIndex" MATCH @query {Where(filter)} ORDER BY i.rowid DESC LIMIT @most
        """;

    /// <summary>
    /// Of one common word the latest rows are soon found by looking through them; how many rows have a phrase, or several words together,
    /// the planner cannot tell, and then all must come from the index.
    /// </summary>
    private static string Postgres(SearchFilter filter, SearchQuery query) => $"""
        {Columns} FROM "SearchEntries" e {Join(filter)}
        WHERE e."Words" @@ @query::tsquery {Where(filter)} ORDER BY e."Id"{(query.IsOneWord ? "" : " + 0")} DESC LIMIT @most
        """;

    private static string Join(SearchFilter filter) =>
        filter.Status is null ? "" : """CROSS JOIN "Conversations" c""";

    private static string Where(SearchFilter filter) => string.Concat(
        filter.Status is null ? "" : """ AND c."Id" = e."ConversationId" AND c."Status" = @status""",
        filter.ConversationId is null ? "" : """ AND e."ConversationId" = @conversation""",
        filter.From is null ? "" : """ AND e."LastAt" >= @from""",
        filter.To is null ? "" : """ AND e."FirstAt" < @to""");
}

/// <summary>An entry that was found: so many messages of a conversation.</summary>
public sealed record SearchedEntry(long Id, ConversationId ConversationId, int Page);

/// <summary>What a search is kept to; null for no bound.</summary>
/// <param name="From">Something was said at this moment or later.</param>
/// <param name="To">Something was said before this moment.</param>
public sealed record SearchFilter(ConversationStatus? Status = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public static readonly SearchFilter None = new();

    /// <summary>Which conversations come into question; null for all. Asked of what was found: it may leave less than there is.</summary>
    public Func<CxBotDbContext, IQueryable<Conversation>, IQueryable<Conversation>>? Narrow { get; init; }

    /// <summary>One conversation alone.</summary>
    public ConversationId? ConversationId { get; init; }
}
