using System.Data.Common;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Storage;
using CxBot.Web.Channels.DirectLine.Streaming;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace CxBot.Tests.Channels.DirectLine.Streaming;

public sealed class LiveConversationsTests
{
    [Fact]
    public async Task One_read_serves_all_who_listen_and_nudges_that_come_together_are_one()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        var contexts = new CountedContexts(host.Get<IDbContextFactory<CxBotDbContext>>());
        var feed = host.Get<Feed>();
        var live = new LiveConversations(contexts, feed, host.Get<CustomerNotices>(), TimeProvider.System);
        var listeners = Enumerable.Range(0, 100).Select(_ => live.Join(visitor.ConversationId)).ToList();
        foreach (var listener in listeners)
            await listener.States.ReadAsync(ChannelHost.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ChannelHost.Token);
        foreach (var listener in listeners)
            listener.States.TryRead(out _);

        var before = contexts.Made;
        await host.SayAsync(visitor.ConversationId, MessageRole.Bot, "hello");
        foreach (var listener in listeners)
            Assert.Equal("hello", Assert.Single((await listener.States.ReadAsync(ChannelHost.Token)).Said).Text);
        Assert.InRange(contexts.Made - before, 1, 2);

        before = contexts.Made;
        for (var i = 0; i < 1000; i++)
            feed.Publish(visitor.ConversationId);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, ChannelHost.Token);
        Assert.InRange(contexts.Made - before, 1, 100);

        foreach (var listener in listeners)
            listener.Dispose();
        before = contexts.Made;
        feed.Publish(visitor.ConversationId);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ChannelHost.Token);
        Assert.Equal(0, contexts.Made - before);
        // And who comes after all have left is served again.
        using var again = live.Join(visitor.ConversationId);
        Assert.Equal(1, (await again.States.ReadAsync(ChannelHost.Token)).Last);
    }

    [Fact]
    public async Task Who_falls_behind_hears_all_of_it_once_and_in_order()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        using var first = await DirectLineSocket.OpenAsync(visitor.StreamUrl);
        using var second = await DirectLineSocket.OpenAsync(await visitor.NewStreamUrlAsync());
        await host.SayAllAsync(
            visitor.ConversationId, Enumerable.Range(1, 700).Select(i => (i % 5 == 0 ? MessageRole.Note : MessageRole.Bot, $"{i}")));
        await host.SayAsync(visitor.ConversationId, MessageRole.Bot, "end");
        foreach (var stream in new[] { first, second })
        {
            await stream.UntilTextAsync("end");
            Assert.Equal([.. Enumerable.Range(1, 700).Where(i => i % 5 != 0).Select(i => $"{i}"), "end"],
                stream.Activities.Select(a => (string)a["text"]!));
        }
    }

    [Fact]
    public async Task What_is_said_between_the_reading_and_the_waiting_is_heard()
    {
        await using var host = await ChannelHost.StartAsync();
        var visitor = await host.VisitorAsync();
        await host.SayAsync(visitor.ConversationId, MessageRole.Bot, "first");
        var contexts = new InterruptedContexts(host.Get<IDbContextFactory<CxBotDbContext>>(),
            () => host.SayAsync(visitor.ConversationId, MessageRole.Bot, "meanwhile"), times: 3);
        // On a clock that stands still nobody looks again by themselves.
        var live = new LiveConversations(contexts, host.Get<Feed>(), host.Get<CustomerNotices>(), new FakeTimeProvider());
        using var listener = live.Join(visitor.ConversationId);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ChannelHost.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while ((await listener.States.ReadAsync(patience.Token)).Last < 4)
            continue;
    }

    /// <summary>Something happens right after each of the first readings, before anybody waits for the next.</summary>
    private sealed class InterruptedContexts(IDbContextFactory<CxBotDbContext> contexts, Func<Task> happens, int times)
        : IDbContextFactory<CxBotDbContext>
    {
        private int _made;

        public CxBotDbContext CreateDbContext()
        {
            var db = contexts.CreateDbContext();
            if (++_made > times)
                return db;
            return new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>()
                .UseSqlite(db.Database.GetConnectionString()).AddInterceptors(new Interruption(happens)).Options)
            { Channels = db.Channels };
        }
    }

    private sealed class Interruption(Func<Task> happens) : DbCommandInterceptor
    {
        private bool _happened;

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData,
            DbDataReader result, CancellationToken cancellationToken = default)
        {
            // What was read is of before.
            if (!_happened)
                await happens();
            _happened = true;
            return result;
        }
    }

    private sealed class CountedContexts(IDbContextFactory<CxBotDbContext> contexts) : IDbContextFactory<CxBotDbContext>
    {
        private int _made;

        public int Made => Volatile.Read(ref _made);

        public CxBotDbContext CreateDbContext()
        {
            Interlocked.Increment(ref _made);
            return contexts.CreateDbContext();
        }
    }
}
