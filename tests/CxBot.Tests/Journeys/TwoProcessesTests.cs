using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Journeys;

/// <summary>What two processes on one PostgreSQL have each for itself.</summary>
[Collection(Alone.Name)]
public sealed class TwoProcessesTests
{
    [Fact]
    public async Task What_a_dead_process_had_in_hand_is_taken_over_after_ten_seconds_and_not_before()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(),
            new(graph.Settings) { ["Storage:Provider"] = "Postgres", ["Storage:ConnectionString"] = server.ConnectionString });
        var budi = new WhatsAppCustomer(app.Address, "6281234567890");
        await budi.SayAsync("lacak paket");
        await graph.WaitForAnswerAsync("track-order");
        await Eventually.TrueAsync(() => app.ReadAsync(async db => !await db.Outbox.AnyAsync()), "the outbox to be empty");
        await app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            var conversation = await db.Conversations.SingleAsync(token);
            await MessageLog.AppendAsync(
                db, conversation, new OutgoingMessage(MessageRole.Bot, "dari yang mati"), app.Time.GetUtcNow(), token);
            await db.SaveChangesAsync(token);
            await db.Outbox.ExecuteUpdateAsync(set => set.SetProperty(d => d.LeasedBy, "dead"), token);
        }, TestContext.Current.CancellationToken);
        app.Services.GetRequiredService<Outbox>().Wake();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(graph.Taken, m => m.Text == "dari yang mati");
        app.Time.Advance(TimeSpan.FromSeconds(11));
        await graph.WaitForTextAsync("dari yang mati");
    }

    [Fact]
    public async Task A_piece_that_another_process_has_claimed_is_not_sent()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var one = new OneOfTwo(server.ConnectionString);
        await using var two = new OneOfTwo(server.ConnectionString);
        await Task.WhenAll(Task.Run(one.StartAsync, TestContext.Current.CancellationToken),
            Task.Run(two.StartAsync, TestContext.Current.CancellationToken));
        var now = TimeProvider.System.GetUtcNow();
        var message = await one.Writer.RunAsync(async (db, token) =>
        {
            var conversation = new Conversation { Id = new("c"), Channel = WhatsAppChannel.Key, Customer = new Customer() };
            db.Add(conversation);
            await db.SaveChangesAsync(token);
            var said = await MessageLog.AppendAsync(db, conversation, new OutgoingMessage(MessageRole.Bot, "x"), now, token);
            await db.SaveChangesAsync(token);
            return said;
        }, TestContext.Current.CancellationToken);
        for (var piece = 0; piece < 50; piece++)
        {
            var claims = await Task.WhenAll(
                new[] { one, two }.Select(
                    node => node.Writer.RunAsync((db, token) => DeliveryClaim.TakeAsync(db, message, piece, message.Channel, now, token),
                        TestContext.Current.CancellationToken)));
            Assert.Single(claims, claim => claim is not null);
        }
    }

    [Fact]
    public async Task Of_two_one_has_a_lease_and_the_other_takes_it_once_it_has_ended()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var one = new OneOfTwo(server.ConnectionString);
        await using var two = new OneOfTwo(server.ConnectionString);
        await Task.WhenAll(Task.Run(one.StartAsync, TestContext.Current.CancellationToken),
            Task.Run(two.StartAsync, TestContext.Current.CancellationToken));
        var time = new ShiftedTime();
        var (first, second) = (new Leases(one.Writer, one.Contexts, time), new Leases(two.Writer, two.Contexts, time));
        var token = TestContext.Current.CancellationToken;
        Assert.True(await first.TryTakeAsync("sweep", Leases.Lasts, token));
        Assert.False(await second.TryTakeAsync("sweep", Leases.Lasts, token));
        Assert.True(await first.TryTakeAsync("sweep", Leases.Lasts, token));
        time.Advance(Leases.Lasts + TimeSpan.FromSeconds(1));
        Assert.True(await second.TryTakeAsync("sweep", Leases.Lasts, token));
        Assert.False(await first.TryTakeAsync("sweep", Leases.Lasts, token));
        // Under a clock that was set back by an hour it binds nobody for an hour.
        time.Advance(TimeSpan.FromHours(-1));
        Assert.True(await first.TryTakeAsync("sweep", Leases.Lasts, token));
    }

    [Fact]
    public async Task Two_that_start_together_on_an_older_database_both_start()
    {
        await using var server = await PostgresServer.StartAsync();
        for (var round = 0; round < 3; round++)
        {
            var connection = server.ConnectionString.Replace("Database=postgres", $"Database=older{round}", StringComparison.Ordinal);
            await using (var made = new OneOfTwo(connection))
            {
                await using var old = made.Contexts.CreateDbContext();
                // All but the last step.
                var before = old.Database.GetMigrations().Reverse().Skip(1).FirstOrDefault() ?? Migration.InitialDatabase;
                await old.GetService<IMigrator>().MigrateAsync(before, TestContext.Current.CancellationToken);
            }
            var nodes = Enumerable.Range(0, 3).Select(_ => new OneOfTwo(connection)).ToList();
            await Task.WhenAll(nodes.Select(node => Task.Run(node.StartAsync)));
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    /// <summary>The storage of one process.</summary>
    private sealed class OneOfTwo : IAsyncDisposable
    {
        public OneOfTwo(string connectionString)
        {
            Contexts = new CxBotDbContextFactory(
                Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = connectionString }),
                TestChannels.All);
            Writer = new Writer(Contexts);
        }

        public CxBotDbContextFactory Contexts { get; }
        public Writer Writer { get; }

        public async Task StartAsync()
        {
            await using var db = Contexts.CreateDbContext();
            await StorageStart.MigrateAsync(db, CancellationToken.None);
            await Writer.StartAsync(CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            await Writer.StopAsync(CancellationToken.None);
            Writer.Dispose();
        }
    }
}
