using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Desk;

/// <summary>Both databases find the same: one theory, run on each.</summary>
public sealed class ConversationSearchTests(ConversationSearchTests.Databases databases) : IClassFixture<ConversationSearchTests.Databases>
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Finds => new()
    {
        // A number as the desk shows it, as it is dialled here and from abroad, as phones and people write it.
        { "6281300000001", "emilie" }, { "+6281300000001", "emilie" }, { "+62 813-0000-0001", "emilie" }, { "0813 0000 0001",
            "emilie" }, { "0813.0000.0001", "emilie" },
        { "62 (0)813 0000 0001", "emilie" }, { "0062 813 0000 0001", "emilie" }, { "(0813) 0000–0001", "emilie" }, { "81300000001",
            "emilie" }, { "٠٨١٣٠٠٠٠٠٠٠١", "emilie" },
        // One that was changed, one from abroad, one that was left in words.
        { "0813 9999 9999", "emilie" }, { "+44 7700 900123", "abroad" }, { "07700 900123", "abroad" }, { "081234567890",
            "left" }, { "+62 812 3456 7890", "left" },
        // Names and words with capitals of every alphabet.
        { "Émilie", "emilie" }, { "émilie", "emilie" }, { "ÉMILIE", "emilie" }, { "Ünal", "emilie" }, { "ünal", "emilie" }, { "ÜNAL",
            "emilie" },
        { "ЗАКАЗ", "abroad" }, { "заказ", "abroad" }, { "Заказ", "abroad" }, { "ΠΑΡΑΓΓΕΛΊΑ", "abroad" }, { "παραγγελία",
            "abroad" }, { "Ångström@Example.test", "left" },
        { "MAU BICARA", "emilie" }, { "50%_oke", "left" }, { "🙏", "left" }, { "\"kutip\"", "left" }, { "شكرا", "left" },
    };

    [Theory]
    [MemberData(nameof(Finds))]
    public async Task A_conversation_is_found_however_it_is_asked_for_on_sqlite(string text, string id) =>
        Assert.Equal([id], await FoundAsync(databases.Sqlite, text));

    [Theory]
    [MemberData(nameof(Finds))]
    public async Task A_conversation_is_found_however_it_is_asked_for_on_postgres(string text, string id) =>
        Assert.Equal([id], await FoundAsync(await databases.PostgresAsync(), text));

    [Theory]
    [InlineData("50%oke")]
    [InlineData("0813 0000 0009")]
    [InlineData("e_ilie")]
    [InlineData("12-34")]
    public async Task What_nobody_said_finds_nothing(string text)
    {
        Assert.Empty(await FoundAsync(databases.Sqlite, text));
        Assert.Empty(await FoundAsync(await databases.PostgresAsync(), text));
    }

    private static async Task<IEnumerable<string>> FoundAsync(Func<CxBotDbContext> open, string text)
    {
        await using var db = open();
        return (await ConversationSearch.FindAsync(db, text, null, 0, Token)).Rows.Select(row => row.Id);
    }

    /// <summary>The same conversations in a SQLite file and on a PostgreSQL server whose locale knows ASCII alone.</summary>
    public sealed class Databases : IAsyncLifetime
    {
        private readonly TestDatabase _sqlite = new();
        private PostgresServer? _server;
        private Func<CxBotDbContext>? _postgres;

        public Func<CxBotDbContext> Sqlite => _sqlite.Factory.CreateDbContext;

        public async ValueTask InitializeAsync()
        {
            await _sqlite.StartAsync();
            await SeedAsync(Sqlite);
        }

        public async Task<Func<CxBotDbContext>> PostgresAsync()
        {
            if (_postgres is not null)
                return _postgres;
            _server = await PostgresServer.StartAsync();
            var factory = new CxBotDbContextFactory(
                Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = _server.ConnectionString }),
                TestChannels.All);
            await using (var db = factory.CreateDbContext())
                await StorageStart.MigrateAsync(db, Token);
            await SeedAsync(factory.CreateDbContext);
            return _postgres = factory.CreateDbContext;
        }

        public async ValueTask DisposeAsync()
        {
            await _sqlite.DisposeAsync();
            if (_server is not null)
                await _server.DisposeAsync();
        }

        private static async Task SeedAsync(Func<CxBotDbContext> open)
        {
            await SeedAsync(open, "emilie", "whatsapp",
                new Customer { Name = "Émilie Ünal", CreatedAt = Noon, Identities = [Phone("6281300000001"), Former("6281399999999")] },
                "mau bicara dengan cs");
            await SeedAsync(open, "abroad", "whatsapp",
                new Customer { Name = "Jane", CreatedAt = Noon, Identities = [Phone("447700900123")] }, "Заказ 12, ΠΑΡΑΓΓΕΛΊΑ");
            await SeedAsync(open, "left", "web",
                new Customer { Name = "Budi", Phone = "(0812) 3456-7890", Email = "ångström@example.test", CreatedAt = Noon },
                "diskon 50%_oke 🙏 \"kutip\" شكرا");
        }

        private static async Task SeedAsync(Func<CxBotDbContext> open, string id, string channel, Customer customer, string text)
        {
            await using var db = open();
            db.Add(new Conversation { Id = id, Channel = channel, Customer = customer, CreatedAt = Noon, LastMessageAt = Noon });
            await db.SaveChangesAsync(Token);
            await using var transaction = await db.Database.BeginTransactionAsync(Token);
            await MessageLog.AppendInboundAsync(
                db, new InboundMessage { ConversationId = id, Channel = channel, Text = text }, Noon, Token);
            await transaction.CommitAsync(Token);
        }

        private static CustomerIdentity Phone(string number) =>
            new() { Channel = "whatsapp", Kind = PersonOnChannel.PhoneKind, Value = number };

        private static CustomerIdentity Former(string number) =>
            new() { Channel = "whatsapp", Kind = PersonOnChannel.FormerPhoneKind, Value = number };
    }
}
