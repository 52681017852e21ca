using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Search;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Search;

public sealed class SearchIndexingTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.StartAsync();
        await _database.Writer.RunAsync((db, token) =>
        {
            db.Add(new Conversation
            {
                Id = new("one"),
                Channel = "web",
                Customer = new Customer { Name = "Rina", CreatedAt = Noon },
                CreatedAt = Noon,
                LastMessageAt = Noon,
            });
            return db.SaveChangesAsync(token);
        }, Token);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task What_is_said_later_is_found_beside_what_was_there()
    {
        using var indexing = SearchIndex.Of(_database.Factory, _database.Writer);
        await SayAsync("refund saya");
        await indexing.RoundAsync(Token);
        await SayAsync("paket telat", TimeProvider.System.GetUtcNow());
        Assert.Empty(await FoundAsync("paket"));
        await indexing.RoundAsync(Token);
        Assert.Equal([new ConversationId("one")], await FoundAsync("paket refund rina"));
    }

    [Fact]
    public async Task A_conversation_that_nobody_looked_at_for_long_is_caught_up_with_after_a_start()
    {
        await SayAsync("refund saya");
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        // An old log: nothing of it is recent.
        await SayAsync("paket telat");
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        Assert.Equal([new ConversationId("one")], await FoundAsync("paket"));
    }

    [Fact]
    public async Task Of_a_long_conversation_only_the_last_entry_is_written_anew()
    {
        using var indexing = SearchIndex.Of(_database.Factory, _database.Writer);
        for (var i = 1; i <= 250; i++)
            await SayAsync($"kata{(char)('a' + i % 26)} nomor {i}");
        await indexing.RoundAsync(Token);
        var before = await EntriesAsync();
        Assert.Equal([0, 1, 2], before.Select(e => e.Page));
        await SayAsync("terakhir");
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        var after = await EntriesAsync();
        Assert.Equal(before.Take(2).Select(e => e.Id), after.Take(2).Select(e => e.Id));
        Assert.Equal([new ConversationId("one")], await FoundAsync("terakhir rina"));
        Assert.Equal([new ConversationId("one")], await FoundAsync("\"nomor 100\" rina"));
    }

    [Fact]
    public async Task A_new_name_is_found_and_the_old_one_no_longer()
    {
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        Assert.Equal([new ConversationId("one")], await FoundAsync("rina"));
        await RenameAsync();
        using (var indexing = SearchIndex.Of(_database.Factory, _database.Writer))
            await indexing.RoundAsync(Token);
        Assert.Empty(await FoundAsync("rina"));
        Assert.Equal([new ConversationId("one")], await FoundAsync("dewi"));
    }

    [Fact]
    public async Task A_change_between_reading_and_writing_is_not_lost()
    {
        IReadOnlyList<ReadConversation> read = [];
        await _database.Writer.RunAsync((db, token) => SearchReader.MarkAsync(db, [new ConversationId("one")], token), Token);
        await using (var db = _database.Factory.CreateDbContext())
            read = await SearchReader.ReadAsync(db, [new ConversationId("one")], "test", Token);
        await RenameAsync();
        await _database.Writer.RunAsync((db, token) => read.Single().PutAsync(db, "test", token), Token);
        Assert.Empty(await EntriesAsync());
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        Assert.Equal([new ConversationId("one")], await FoundAsync("dewi"));
    }

    [Fact]
    public async Task Words_that_were_folded_otherwise_are_folded_anew()
    {
        await SayAsync("gmn refund");
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        await _database.Writer.RunAsync(
            (db, token) => db.SearchMarks.ExecuteUpdateAsync(set => set.SetProperty(m => m.Fold, "sqlite:older"), token), Token);
        var before = await EntriesAsync();
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        await using var db = _database.Factory.CreateDbContext();
        Assert.Equal("sqlite:" + SearchFold.Version, (await db.SearchMarks.SingleAsync(Token)).Fold);
        Assert.Equal([new ConversationId("one")], await FoundAsync("bagaimana"));
        Assert.Single(before);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task The_words_of_a_conversation_go_with_it()
    {
        await SayAsync("refund saya");
        await SearchIndex.CatchUpAsync(_database.Factory, _database.Writer);
        Assert.Equal(1, await CountAsync("SELECT count(*) AS Value FROM SearchIndex WHERE SearchIndex MATCH 'refund'"));
        await _database.Writer.RunAsync((db, token) => db.Conversations.ExecuteDeleteAsync(token), Token);
        Assert.Equal(0, await CountAsync("SELECT count(*) AS Value FROM SearchMarks"));
        Assert.Equal(0, await CountAsync("SELECT count(*) AS Value FROM SearchIndex WHERE SearchIndex MATCH 'refund'"));
    }

    private Task SayAsync(string text, DateTimeOffset? at = null) => _database.Writer.RunAsync((db, token) => MessageLog.AppendInboundAsync(
        db, new InboundMessage { ConversationId = new("one"), Channel = "web", Text = text }, at ?? Noon, token), Token);

    private Task RenameAsync() => _database.Writer.RunAsync(async (db, token) =>
    {
        await db.Customers.ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "Dewi"), token);
        await SearchMark.RaiseAsync(db, new ConversationId("one"), token);
    }, Token);

    private async Task<IEnumerable<ConversationId>> FoundAsync(string text)
    {
        await using var db = _database.Factory.CreateDbContext();
        return (await SearchStore.FindAsync(db, SearchQuery.Read(text, []), SearchFilter.None, Token)).Select(e => e.ConversationId)
            .Distinct();
    }

    private async Task<List<SearchEntry>> EntriesAsync()
    {
        await using var db = _database.Factory.CreateDbContext();
        return await db.SearchEntries.AsNoTracking().OrderBy(e => e.Page).ToListAsync(Token);
    }

    private async Task<int> CountAsync(string sql)
    {
        await using var db = _database.Factory.CreateDbContext();
        return await db.Database.SqlQueryRaw<int>(sql).SingleAsync(Token);
    }
}
