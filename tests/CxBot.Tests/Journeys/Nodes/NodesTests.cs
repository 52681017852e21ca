using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Handover;
using CxBot.Tests.Testing;
using CxBot.Web.Desk.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys.Nodes;

/// <summary>Two nodes on one PostgreSQL: whoever is on one hears what is said on the other.</summary>
[Collection(Alone.Name)]
public sealed class NodesTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private static readonly string[] Questions = ["lacak paket", "lupa password", "voucher error", "uang saya belum kembali", "halo"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_posted_on_one_node_is_seen_on_the_other_within_a_second()
    {
        await using var customer = await DirectLineCustomer.StartAsync(nodes.A);
        customer.PostTo(nodes.B);
        await customer.AskForPersonAsync();
        var agent = await DeskAgent.SitDownAsync(nodes.B, "Dewi");
        Assert.True((await agent.TakeAsync(customer.ConversationId)).Won);
        var waits = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var text = $"nomor {i}.";
            await customer.SayAsync(text);
            var posted = Stopwatch.GetTimestamp();
            await customer.WaitForAsync(a => DirectLineCustomer.Text(a) == text, text);
            waits.Add(Stopwatch.GetElapsedTime(posted).TotalMilliseconds);
        }
        waits.Sort();
        TestContext.Current.SendDiagnosticMessage(
            $"Posted on one node, seen on the other: p50 {waits[100]:F1} ms, p99 {waits[198]:F1} ms, longest {waits[199]:F1} ms");
        Assert.True(waits[198] < 1_000, $"p99 {waits[198]} ms");
    }

    [Fact]
    public async Task A_desk_on_one_node_has_the_customer_of_the_other_and_both_see_each_other_type()
    {
        var board = nodes.A.Services.GetRequiredService<Board>();
        using var desk = await board.OpenAsync(() => { }, Token);
        await using var customer = await DirectLineCustomer.StartAsync(nodes.B);
        await customer.AskForPersonAsync();
        await Eventually.TrueAsync(() => Task.FromResult(board.Current.Waiting.Any(row => row.Id == customer.ConversationId)),
            "the customer to be in the queue of the other node", seconds: 5);

        var sari = await DeskAgent.SitDownAsync(nodes.A, "Sari");
        Assert.True((await sari.TakeAsync(customer.ConversationId)).Won);
        nodes.A.Services.GetRequiredService<Typing>().Report(customer.ConversationId, TypingSide.Team, "Sari");
        await customer.WaitForAsync(a => DirectLineCustomer.Type(a) == "typing"
            && a.GetProperty("from").GetProperty("name").GetString() == "Sari", "Sari to type");
        // What comes right after a message of the customer's own is not believed.
        await Eventually.TrueAsync(async () =>
        {
            await customer.PostActivityAsync(new { type = "typing", from = new { id = "me" } });
            return nodes.A.Services.GetRequiredService<Typing>().Current(customer.ConversationId, TypingSide.Customer) is not null;
        }, "the desk to see the customer type", seconds: 5);
        await sari.ReplyAsync(customer.ConversationId, "Halo, saya Sari 👋");
        await customer.WaitForTextAsync("Halo, saya Sari 👋");
        await Eventually.TrueAsync(() => Task.FromResult(
            nodes.B.Services.GetRequiredService<Typing>().Current(customer.ConversationId, TypingSide.Team) is null),
            "Sari to have ended typing", seconds: 5);
        await sari.ResolveAsync(customer.ConversationId);
        await Eventually.TrueAsync(() => Task.FromResult(board.Current.Owned.All(row => row.Id != customer.ConversationId)),
            "the case to be gone from the desk", seconds: 5);
    }

    [Fact]
    public async Task A_lost_nudge_is_made_good_within_two_seconds()
    {
        await using var customer = await DirectLineCustomer.StartAsync(nodes.A);
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        foreach (var text in new[] { "tanpa kabar satu", "tanpa kabar dua" })
        {
            await nodes.SayWithoutNudgeAsync(customer.ConversationId, text);
            var said = Stopwatch.GetTimestamp();
            await customer.WaitForTextAsync(text);
            Assert.True(Stopwatch.GetElapsedTime(said) < TimeSpan.FromSeconds(2.5), $"{Stopwatch.GetElapsedTime(said)}");
        }
    }

    [Fact]
    public async Task A_lost_connection_of_its_own_is_made_anew_and_news_come_again()
    {
        await using var customer = await DirectLineCustomer.StartAsync(nodes.A);
        customer.PostTo(nodes.B);
        await nodes.A.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'CxBot process%'", Token));
        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        await Eventually.TrueAsync(() => nodes.A.ReadAsync(db => db.Database.SqlQueryRaw<bool>(
            "SELECT count(*) = 2 AS \"Value\" FROM pg_locks WHERE locktype = 'advisory' AND granted AND mode = 'ShareLock'")
                .SingleAsync(Token)),
            "both to hold the database again", seconds: 15);
    }

    [Fact]
    public async Task While_Redis_is_away_both_nodes_serve_and_hear_each_other()
    {
        await using var customer = await DirectLineCustomer.StartAsync(nodes.A);
        await nodes.Redis.StopAsync();
        using var http = nodes.A.Http();
        await Eventually.TrueAsync(async () =>
            (await http.GetStringAsync("/health/ready", Token)).Contains("Redis cannot be reached", StringComparison.Ordinal),
            "the owner to be told", seconds: 15);

        await customer.SayAsync("lacak paket");
        await customer.WaitForAnswerAsync("track-order");
        customer.PostTo(nodes.B);
        await customer.SayAsync("lupa password");
        await customer.WaitForAnswerAsync("password-reset");
        await using var other = await DirectLineCustomer.StartAsync(nodes.B);
        await other.SayAsync("voucher error");
        await other.WaitForAnswerAsync("voucher-fails");
        var budi = new WhatsAppCustomer(nodes.A.Address, "6281234567899");
        await budi.SayAsync("lacak paket");
        await nodes.Graph.WaitForAsync(m => m.To.EndsWith("6281234567899", StringComparison.Ordinal), "an answer on WhatsApp");

        await nodes.Redis.StartAgainAsync();
        await Eventually.TrueAsync(async () =>
            (await http.GetStringAsync("/health/ready", Token)).Contains("2 live", StringComparison.Ordinal), "both to be seen again",
            seconds: 15);
    }

    [Fact]
    public async Task Of_300_webhooks_to_both_all_are_answered_in_order_and_nothing_is_sent_twice()
    {
        nodes.Graph.Slow = TimeSpan.FromMilliseconds(150);
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Token },
            async (i, _) =>
        {
            var value = WhatsAppCustomer.Value();
            value["messages"] = new JsonArray(new JsonObject
            {
                ["id"] = $"wamid.TWO{i}",
                ["from"] = $"62812{i % 60:D6}",
                ["type"] = "text",
                ["text"] = new JsonObject { ["body"] = Questions[i % Questions.Length] },
            });
            var node = i % 2 == 0 ? nodes.A : nodes.B;
            Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.PostAsync(node.Address, WhatsAppCustomer.Body(value)));
        });
        await Eventually.TrueAsync(() => nodes.A.ReadAsync(async db => await db.Messages.CountAsync(
                m => m.ProviderId!.StartsWith("wamid.TWO")) == 300
            && !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence) && !await db.Outbox.AnyAsync()),
            "everything to be answered and sent", seconds: 720);

        var said = await nodes.A.ReadAsync(db => db.Messages.AsNoTracking()
            .Where(m => m.Role != MessageRole.Customer
                && db.Conversations.Any(c => c.Id == m.ConversationId && c.Address!.StartsWith("phone:62812000")))
            .ToListAsync());
        Assert.True(said.Count >= 60, $"{said.Count}");
        Assert.All(said, m => Assert.Equal(DeliveryStatus.Sent, m.Delivery));
        var ids = said.Select(m => m.ConversationId).ToHashSet();
        var taken = nodes.Graph.Taken.Select(m => DeliveryPart.Read(m.Tracker)!.Value)
            .Where(part => ids.Contains(part.ConversationId)).ToList();
        Assert.DoesNotContain(taken.GroupBy(part => part), sent => sent.Count() > 1);
        Assert.Equal(said.Count, taken.Count);
        foreach (var one in taken.GroupBy(part => part.ConversationId))
            Assert.Equal(one.Select(part => part.Sequence).Order(), one.Select(part => part.Sequence));
        Assert.DoesNotContain(nodes.Graph.Read.GroupBy(id => id), shown => shown.Count() > 1);
        nodes.Graph.Slow = TimeSpan.Zero;
    }

    [Fact]
    public async Task One_without_Redis_does_not_start_beside_them()
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-alone-").FullName;
        try
        {
            KnowledgeFiles.Shop().WriteTo(Path.Combine(folder, "knowledge"));
            var settings = new Dictionary<string, string?>(nodes.Settings) { ["Cluster:Redis"] = "" };
            var (code, output, error) = await CxBotProcess.RunAsync(folder, settings, null, "--urls", "http://127.0.0.1:0");
            Assert.True(code == 1, $"{code}: {output}{error}");
            Assert.Contains("Cluster:Redis", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
