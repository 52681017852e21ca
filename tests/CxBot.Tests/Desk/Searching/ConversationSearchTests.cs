using CxBot.Conversations;
using CxBot.Search;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Searching;

namespace CxBot.Tests.Desk.Searching;

/// <summary>Both databases find the same: one theory, run on each.</summary>
public sealed class ConversationSearchTests(SearchedDatabases databases) : IClassFixture<SearchedDatabases>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What is typed, and the one conversation that it is about.</summary>
    public static TheoryData<string, string> Finds => new()
    {
        // A number as the desk shows it, as it is dialled here and from abroad, as phones and people write it; parts of it.
        { "6281300000001", "emilie" }, { "+6281300000001", "emilie" }, { "+62 813-0000-0001", "emilie" }, { "0813 0000 0001", "emilie" },
        { "0813.0000.0001", "emilie" }, { "62 (0)813 0000 0001", "emilie" }, { "0062 813 0000 0001", "emilie" },
        { "(0813) 0000–0001", "emilie" }, { "81300000001", "emilie" }, { "٠٨١٣٠٠٠٠٠٠٠١", "emilie" }, { "62813", "emilie" },
        { "0813", "emilie" }, { "00000001", "emilie" }, { "Émilie 0813 0000", "emilie" },
        // One that was changed, one from abroad, one that was left, one that was said.
        { "0813 9999 9999", "emilie" }, { "+44 7700 900123", "abroad" }, { "07700 900123", "abroad" }, { "081234567890", "left" },
        { "+62 812 3456 7890", "left" }, { "085711223344", "package" }, { "+62 857-1122-3344", "package" },
        // Names and words with accents and capitals of every alphabet, typed with them or without.
        { "Émilie", "emilie" }, { "émilie", "emilie" }, { "EMILIE", "emilie" }, { "Ünal", "emilie" }, { "unal emi", "emilie" },
        { "jose nunez", "package" }, { "ЗАКАЗ", "abroad" }, { "заказ", "abroad" }, { "ΠΑΡΑΓΓΕΛΊΑΣ", "abroad" }, { "παραγγελιας", "abroad" },
        { "владимир", "formal" }, { "小明", "file" }, { "王小明", "file" }, { "ส่งของ", "thai" }, { "lukasz strasse", "thai" },
        { "Ångström@Example.test", "left" }, { "angstrom", "left" },
        { "50%_oke", "left" }, { "🙏", "left" }, { "\"kutip\"", "left" }, { "شكرا", "left" },
        // Words apart, in another order, in pieces, in several messages; a phrase.
        { "MAU BICARA", "emilie" }, { "belum refund", "refund" }, { "masuk refund", "refund" }, { "telat paket", "package" },
        { "rina refund", "refund" }, { "refund lima hari", "refund" }, { "\"refund saya belum masuk\"", "refund" }, { "keuang", "refund" },
        // Orders and parcels with their signs and without.
        { "INV-30001", "refund" }, { "INV30001", "refund" }, { "inv 30001", "refund" }, { "#inv-30001", "refund" }, { "30001", "refund" },
        { "INV-300", "refund" }, { "jx0099887766", "package" }, { "JX 0099887766", "package" },
        // As it was written, and as it is spelt.
        { "bagaimana alamat", "slang" }, { "gmn alamat", "slang" }, { "gimana sandi", "formal" }, { "gmn sandi", "formal" },
        { "paket telat", "package" }, { "pakt", "" },
        // Notes, files, agents, how it ended and what was noted then.
        { "gudang cakung", "refund" }, { "bukti transfer", "file" }, { "transfer_BCA.pdf", "file" }, { "wulandari", "refund" },
        { "ani", "refund" }, { "perlu tindak lanjut", "refund" }, { "follow-up needed", "refund" }, { "janji telepon", "refund" },
        { "lambat sekali", "refund" }, { "billing", "refund" },
        // What nobody said, and what the system says to everybody.
        { "terhubung dengan", "" }, { "0813 0000 0009", "" }, { "e_ilie", "" }, { "12-34", "" }, { "\"masuk refund\"", "" }, { "?!", "" },
    };

    [Theory]
    [MemberData(nameof(Finds))]
    public async Task A_conversation_is_found_however_it_is_asked_for_on_sqlite(string text, string id) =>
        Assert.Equal(id.Length == 0 ? [] : [new ConversationId(id)], await FoundAsync(databases.Sqlite, text));

    [Theory]
    [MemberData(nameof(Finds))]
    public async Task A_conversation_is_found_however_it_is_asked_for_on_postgres(string text, string id) =>
        Assert.Equal(id.Length == 0 ? [] : [new ConversationId(id)], await FoundAsync(await databases.PostgresAsync(), text));

    [Theory]
    [InlineData("blm refund", "[refund] saya [blm] masuk kak", 1L)]
    [InlineData("inv30001", "pesanan [INV]-[30001], sudah lima hari", 2L)]
    [InlineData("gudang", "pelanggan minta dicek [gudang] Cakung", 6L)]
    [InlineData("lambat", "[lambat] sekali", null)]
    [InlineData("tindak lanjut", "Perlu [tindak] [lanjut]", null)]
    [InlineData("wulandari", "Ani [Wulandari]", null)]
    public async Task A_row_shows_what_was_found_and_where(string text, string shown, long? sequence)
    {
        foreach (var factory in new[] { databases.Sqlite, await databases.PostgresAsync() })
        {
            await using var db = factory.CreateDbContext();
            var hit = Assert.Single((await ConversationSearch.FindAsync(db, text, SearchFilter.None, 0, Token)).Rows).Hit!;
            var words = string.Concat(hit.Words.Select(piece => piece.Marked ? $"[{piece.Text}]" : piece.Text));
            Assert.Equal((shown, sequence), (words, hit.Sequence));
        }
    }

    [Fact]
    public async Task A_search_is_kept_to_a_status_and_to_days()
    {
        foreach (var factory in new[] { databases.Sqlite, await databases.PostgresAsync() })
        {
            Assert.Equal([new ConversationId("refund")], await FoundAsync(factory, "refund", new(ConversationStatus.WithBot)));
            Assert.Empty(await FoundAsync(factory, "refund", new(ConversationStatus.Resolved)));
            Assert.Equal([new ConversationId("refund")], await FoundAsync(factory, "refund", new(From: SearchedConversations.Noon)));
            Assert.Empty(await FoundAsync(factory, "refund", new(From: SearchedConversations.Noon.AddDays(1))));
            Assert.Empty(await FoundAsync(factory, "refund", new(To: SearchedConversations.Noon)));
            Assert.Empty(await FoundAsync(factory, "", new(ConversationStatus.Resolved)));
            Assert.Equal(9, (await FoundAsync(factory, " ", new(To: SearchedConversations.Noon.AddDays(1)))).Count());
        }
    }

    [Fact]
    public async Task The_hits_of_one_conversation_are_told_in_their_order()
    {
        foreach (var factory in new[] { databases.Sqlite, await databases.PostgresAsync() })
        {
            await using var db = factory.CreateDbContext();
            Assert.Equal([2L, 3L], await ConversationSearch.FindInAsync(db, new("refund"), "hari", Token));
            Assert.Empty(await ConversationSearch.FindInAsync(db, new("refund"), "Ani Wulandari", Token));
        }
    }

    [Fact]
    public async Task Nothing_that_is_typed_breaks_a_search()
    {
        string[] signs = ["AND OR NOT NEAR", "NEAR(a b)", "\"", "a\"", "col:a", "^a", "a*b*", "(((", "a AND", "-a", "a:*", "a & | ! <->", "'", "\\",
            "\0", "%", "\ud800", "a\udc00b", "''':*'", "…", new string('a', 10_000), string.Concat(Enumerable.Repeat("kata ", 2_000)),
            string.Concat(Enumerable.Repeat("\" ", 5_000)), string.Concat(Enumerable.Repeat("1", 10_000))];
        foreach (var factory in new[] { databases.Sqlite, await databases.PostgresAsync() })
        {
            await using var db = factory.CreateDbContext();
            foreach (var text in signs.Concat(HostileInputs.Lines("strings")).Concat(HostileInputs.Lines("sqli"))
                .Concat(HostileInputs.Lines("xss").Take(100)))
            {
                var query = SearchQuery.Read(text, []);
                await SearchStore.FindAsync(db, query, SearchFilter.None, Token);
                Assert.Equal(text, string.Concat(SearchPiece.Of(text, query.Find(text)).Select(piece => piece.Text)));
            }
        }
    }

    private static async Task<IEnumerable<ConversationId>> FoundAsync(CxBotDbContextFactory factory, string text,
        SearchFilter? filter = null)
    {
        await using var db = factory.CreateDbContext();
        var found = await ConversationSearch.FindAsync(db, text, filter ?? SearchFilter.None, 0, Token);
        Assert.Equal(found.Count, found.Rows.Count);
        return found.Rows.Select(one => one.Row.Id);
    }
}
