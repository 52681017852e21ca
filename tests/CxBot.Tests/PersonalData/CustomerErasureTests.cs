using System.Diagnostics;
using CxBot.Audit;
using CxBot.Conversations;
using CxBot.Customers;
using CxBot.Delivery;
using CxBot.Evaluation.Questions;
using CxBot.Handover;
using CxBot.PersonalData;
using CxBot.Storage;
using CxBot.Tests.Testing;
using CxBot.Web.Channels.DirectLine;
using CxBot.Web.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.PersonalData;

public sealed class CustomerErasureTests
{
    private static readonly AuditActor Sari = new(null, "Sari", "203.0.113.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_nothing_of_ten_thousand_messages_is_left_in_any_file_and_the_figures_stay()
    {
        await using var graph = await FakeGraph.StartAsync();
        var logs = new KeptLogs();
        await using var app = await StartAsync(graph.Settings, logs);
        await ErasedAsync(app, graph, logs, app.DataFolder, null);
    }

    [Fact]
    public async Task On_PostgreSQL_nothing_of_ten_thousand_messages_is_left_in_any_file_and_the_figures_stay()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var graph = await FakeGraph.StartAsync();
        var logs = new KeptLogs();
        var settings = new Dictionary<string, string?>(graph.Settings)
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        };
        await using var app = await StartAsync(settings, logs);
        // The server's own log of writes is kept until the server uses its files again; docs/operating.md says so.
        await ErasedAsync(app, graph, logs, server.DataFolder, file => file.Contains("/pg_wal/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erasure_that_was_broken_off_goes_on_and_an_open_case_ends()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        await using var web = await DirectLineCustomer.StartAsync(app);
        await web.SayAsync("mau bicara dengan CS");
        await web.WaitForQueueAsync();
        Assert.True((await sari.TakeAsync(web.ConversationId)).Won);
        var customer = await app.ReadAsync(
            db => db.Conversations.Where(c => c.Id == web.ConversationId).Select(c => c.CustomerId).SingleAsync());

        await Eventually.TrueAsync(() => app.ReadAsync(db => db.SearchEntries.AnyAsync()), "the index");
        await app.Services.GetRequiredService<CustomerErasure>().BeginAsync(customer, Sari, Token);
        Assert.False(await app.ReadAsync(db => db.SearchEntries.AnyAsync()));
        Assert.False(await app.ReadAsync(db => db.Conversations.AnyAsync(c => c.Id == web.ConversationId)));
        // What comes now is refused, not acknowledged and thrown away.
        await Assert.ThrowsAsync<ConversationConflictException>(() => sari.ReplyAsync(web.ConversationId, "Halo"));
        Assert.Null(await app.Services.GetRequiredService<Intake>()
            .AcceptAsync(new InboundMessage { ConversationId = web.ConversationId, Channel = WebChannel.Key, Text = "masih ada?" }, Token));

        await app.Services.GetRequiredService<ErasureWork>().RoundAsync(Token);
        var handover = await app.ReadAsync(db => db.Handovers.SingleAsync());
        Assert.Equal(HandoverOutcome.CustomerErased, handover.Outcome);
        Assert.NotNull(handover.EndedAt);
        Assert.StartsWith("erased-", handover.ConversationId.Value, StringComparison.Ordinal);
        Assert.Empty(await app.ReadAsync(db => db.Messages.ToListAsync(Token)));
        // The same browser is somebody new.
        Assert.True(await app.Services.GetRequiredService<Intake>()
            .OpenAsync(web.ConversationId, WebChannel.Visitor("dl_new"), null, null, Token));
    }

    [Fact]
    public async Task Retention_erases_what_ended_long_ago_and_nothing_else()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["PersonalData:RetentionDays"] = "30" });
        var old = app.Time.GetUtcNow() - TimeSpan.FromDays(31);
        await app.Services.GetRequiredService<Writer>().RunAsync((db, token) =>
        {
            db.AddRange(Ended("old", old, blocked: false), Ended("blocked", old, blocked: true),
                Ended("young", old + TimeSpan.FromDays(2), blocked: false));
            db.Add(new Conversation
            {
                Id = new("open"),
                Channel = WebChannel.Key,
                CreatedAt = old,
                LastMessageAt = old,
                Customer = new Customer { Name = "open", CreatedAt = old },
            });
            return db.SaveChangesAsync(token);
        }, Token);
        await app.Services.GetRequiredService<ErasureWork>().RoundAsync(Token);
        Assert.Equal([new ConversationId("open"), new ConversationId("young")],
            (await app.ReadAsync(db => db.Conversations.Select(c => c.Id).ToListAsync(Token))).Order());
        Assert.Equal(["blocked", "open", "young"],
            (await app.ReadAsync(db => db.Customers.Where(c => c.Name != null).Select(c => c.Name!).ToListAsync(Token))).Order());
        Assert.Equal("2",
            (await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Act == AuditActs.RetentionErased))).Details!["conversations"]);
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_erased_by_itself()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await app.Services.GetRequiredService<Writer>().RunAsync((db, token) =>
        {
            db.Add(Ended("old", app.Time.GetUtcNow() - TimeSpan.FromDays(10_000), blocked: false));
            return db.SaveChangesAsync(token);
        }, Token);
        await app.Services.GetRequiredService<ErasureWork>().RoundAsync(Token);
        Assert.True(await app.ReadAsync(db => db.Conversations.AnyAsync(c => c.Id == new ConversationId("old"))));
    }

    private static Conversation Ended(string id, DateTimeOffset at, bool blocked)
    {
        var conversation = new Conversation
        {
            Id = new(id),
            Channel = WebChannel.Key,
            CreatedAt = at,
            LastMessageAt = at,
            Customer = new Customer { Name = id, Blocked = blocked, CreatedAt = at },
        };
        conversation.Close();
        return conversation;
    }

    private static Task<CxBotApp> StartAsync(IReadOnlyDictionary<string, string?> settings, KeptLogs logs) => CxBotApp.StartAsync(
        KnowledgeFiles.Shop(),
        new Dictionary<string, string?>(settings) { ["Logging:LogLevel:CxBot"] = "Debug" },
        services: services => services.AddLogging(logging => logging.AddProvider(logs)));

    private static async Task ErasedAsync(CxBotApp app, FakeGraph graph, KeptLogs logs, string folder, Func<string, bool>? skip)
    {
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var budi = new ErasedPerson(app);
        await budi.LiveAsync(sari, graph);
        await using var siti = await DirectLineCustomer.StartAsync(app);
        await siti.SayAsync("refund saya belum masuk");
        await siti.WaitForAnswerAsync("refund-timing");
        await budi.WriteAsync(10_000, siti.ConversationId);
        // PostgreSQL writes its tables to the disk when it likes, and now.
        if (skip is not null)
            await app.ReadAsync(db => db.Database.ExecuteSqlRawAsync("CHECKPOINT", Token));
        Assert.NotEmpty(ByteScan.Find(folder, budi.Traces, skip));
        var figures = await FiguresAsync(app, siti.ConversationId);
        Assert.True(figures.Turns > 5_000);

        var clock = Stopwatch.StartNew();
        using var stop = new CancellationTokenSource();
        var slowest = SpeakAsync(app, siti.ConversationId, stop.Token);
        Assert.Equal(2, (await app.Services.GetRequiredService<CustomerErasure>().BeginAsync(budi.CustomerId, Sari, Token))!.Count);
        await app.Services.GetRequiredService<ErasureWork>().RoundAsync(Token);
        var seconds = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Erased and packed in {seconds:0.0} s; beside it the slowest message took {await slowest} ms.");
        Assert.True(seconds < 60, $"{seconds} s");

        Assert.Empty(ByteScan.Find(folder, budi.Traces, skip));
        Assert.Empty(ByteScan.Find(app.DataFolder, budi.Traces));
        Assert.Equal(figures, await FiguresAsync(app, siti.ConversationId));
        Assert.DoesNotContain(
            budi.Traces.Except(budi.ConversationIds.Select(id => id.Value)),
            trace => logs.All.Contains(trace, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["ongkir ke Bandung?"],
            LabelledQuestion.Parse((await app.Services.GetRequiredService<QuestionSets>().FindAsync(Token))!.Lines).Select(q => q.Text));
        Assert.Null(app.Services.GetRequiredService<Drafts>().Current(budi.ConversationIds[1]));
        // Others have lost nothing.
        Assert.True(await app.ReadAsync(db => db.Messages.CountAsync(m => m.ConversationId == siti.ConversationId)) > 10_000);
        var told = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Act == AuditActs.CustomerErased));
        Assert.Equal(("Sari", "customer", $"{budi.CustomerId}", "203.0.113.7"),
            (told.ActorName, told.SubjectKind, told.SubjectId, told.Address));
        // Whoever writes from that number now is a stranger.
        await new WhatsAppCustomer(app.Address, ErasedPerson.Phone, name: "Orang lain").SayAsync("halo");
        Assert.NotEqual(budi.CustomerId,
            await app.ReadAsync(
                db => db.CustomerIdentities.Where(i => i.Value == ErasedPerson.Phone).Select(i => i.CustomerId).SingleAsync()));
    }

    /// <summary>Somebody else goes on writing; nobody waits for long while the pieces go.</summary>
    private static async Task<long> SpeakAsync(CxBotApp app, ConversationId conversationId, CancellationToken cancellationToken)
    {
        var slowest = 0L;
        for (var i = 0; !cancellationToken.IsCancellationRequested; i++)
        {
            var clock = Stopwatch.StartNew();
            Assert.NotNull(await app.Services.GetRequiredService<Intake>().AcceptAsync(
                new InboundMessage
                {
                    ConversationId = conversationId,
                    Channel = WebChannel.Key,
                    Text = "",
                    Kind = MessageKind.Event,
                    ProviderId = $"beside{i}",
                    Content = new MessageContent.Report("cxbot/page", null),
                }, CancellationToken.None));
            slowest = Math.Max(slowest, clock.ElapsedMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
        return slowest;
    }

    private static Task<Figures> FiguresAsync(CxBotApp app, ConversationId without) => app.ReadAsync(async db => new Figures(
        await db.Turns.CountAsync(t => t.ConversationId != without),
        await db.Turns.SumAsync(t => t.Confidence ?? 0),
        await db.Handovers.CountAsync(
            h => h.Rating == 4 && h.Outcome == HandoverOutcome.Solved && h.TakenAt != null && h.FirstReplyAt != null && h.AgentId != null),
        await db.Conversations.IgnoreQueryFilters().CountAsync()));

    private sealed record Figures(int Turns, double Confidence, int Handovers, int Conversations);
}
