using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Channels.WhatsApp.Inbound;

public sealed class WhatsAppIntakeTests : IAsyncLifetime
{
    private FakeGraph _graph = null!;
    private ChannelHost _host = null!;
    private int _run;

    public async ValueTask InitializeAsync()
    {
        _graph = await FakeGraph.StartAsync();
        _host = await ChannelHost.StartAsync(_graph.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _graph.DisposeAsync();
    }

    [Fact]
    public async Task Twenty_thousand_ids_sent_one_to_five_times_shuffled_in_batches_are_stored_once_each()
    {
        const int Ids = 20_000;
        var random = new Random(7);
        var messages = Enumerable.Range(0, Ids).SelectMany(i => Enumerable.Repeat(i, random.Next(1, 6))).OrderBy(_ => random.Next())
            .ToList();
        var bodies = new List<byte[]>();
        for (var at = 0; at < messages.Count;)
        {
            var batch = messages.Skip(at).Take(random.Next(1, 101)).ToList();
            bodies.Add(Batch(batch.Select(i => ($"id-{i}", $"6281{i % 500:D6}", $"pesan {i}"))));
            at += batch.Count;
        }
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (body, _) => Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.PostAsync(_host.Address, body)));
        Assert.Equal(Ids, await _host.QueryAsync(db => db.Messages.CountAsync()));
        Assert.Equal(Ids, await _host.QueryAsync(db => db.Messages.Select(m => m.ProviderId).Distinct().CountAsync()));
        Assert.Equal((500, 500),
            (await _host.QueryAsync(db => db.Conversations.CountAsync()), await _host.QueryAsync(db => db.Customers.CountAsync())));
    }

    [Fact]
    public async Task A_thousand_strangers_with_ten_messages_each_at_once_make_a_thousand_conversations()
    {
        var bodies = Enumerable.Range(0, 10).SelectMany(m => Enumerable.Range(0, 1000).Select(c => (m, c))).OrderBy(one => one.m).Chunk(50)
            .Select(batch => Batch(batch.Select(one => ($"new-{one.c}-{one.m}", $"6285{one.c:D6}", $"pesan {one.m}"))));
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 32 },
            async (body, _) => Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.PostAsync(_host.Address, body)));
        Assert.Equal(1000, await _host.QueryAsync(db => db.Conversations.CountAsync()));
        Assert.Equal(10_000, await _host.QueryAsync(db => db.Messages.CountAsync()));
        Assert.All(await _host.QueryAsync(db => db.Messages.GroupBy(m => m.ConversationId).Select(g => g.Count()).ToListAsync()),
            count => Assert.Equal(10, count));
    }

    [Fact]
    public async Task Whatever_comes_twice_in_whatever_order_is_there_once() => await Gen.Int[0, 12].Array[1, 30].SampleAsync(async ids =>
    {
        var prefix = $"p{Interlocked.Increment(ref _run)}-";
        foreach (var batch in ids.Chunk(4))
            Assert.Equal(HttpStatusCode.OK,
                await WhatsAppCustomer.PostAsync(_host.Address, Batch(batch.Select(i => ($"{prefix}{i}", "628777", $"x{i}")))));
        Assert.Equal(ids.Distinct().Count(), await _host.QueryAsync(db => db.Messages.CountAsync(m => m.ProviderId!.StartsWith(prefix))));
    }, iter: 20, threads: 1);

    [Fact]
    public async Task A_late_message_keeps_its_own_time_for_the_window()
    {
        var customer = new WhatsAppCustomer(_host.Address, "628111");
        var sent = TimeProvider.System.GetUtcNow().AddHours(-20);
        await customer.SayAsync("terlambat", at: sent);
        var conversation = await _host.QueryAsync(db => db.Conversations.SingleAsync());
        Assert.Equal(sent.AddHours(24).ToUnixTimeSeconds(), conversation.RepliesUntil!.Value.ToUnixTimeSeconds());
        await customer.SayAsync("lebih lama lagi", at: sent.AddHours(-30));
        Assert.Equal(conversation.RepliesUntil, (await _host.QueryAsync(db => db.Conversations.SingleAsync())).RepliesUntil);
    }

    [Fact]
    public async Task Reports_that_come_before_their_message_is_known_are_parked()
    {
        Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.ReportAsync(_host.Address, "wamid.UNKNOWN", "read"));
        Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.ReportAsync(_host.Address, "wamid.UNKNOWN", "read"));
        Assert.Equal(DeliveryStatus.Read, (await _host.QueryAsync(db => db.ParkedReports.SingleAsync())).Status);
    }

    [Fact]
    public async Task A_group_is_set_aside_and_what_answers_another_message_says_so()
    {
        var customer = new WhatsAppCustomer(_host.Address, "628111");
        var group = customer.Message("text", new JsonObject { ["body"] = "grup" });
        group["group_id"] = "g1";
        await customer.SendAsync(group);
        var first = await customer.SayAsync("yang ini");
        await customer.SayAsync("maksud saya itu", more: new JsonObject { ["context"] = new JsonObject { ["id"] = first } });
        var messages = await _host.QueryAsync(db => db.Messages.OrderBy(m => m.Sequence).ToListAsync());
        Assert.Equal(["yang ini", "maksud saya itu"], messages.Select(m => m.Text));
        Assert.Equal(messages[0].Sequence, messages[1].Content.ReplyTo!.Sequence);
    }

    private static byte[] Batch(IEnumerable<(string Id, string Phone, string Text)> messages)
    {
        var value = WhatsAppCustomer.Value();
        value["messages"] = new JsonArray(
            [.. messages.Select(
                m => new JsonObject
                {
                    ["id"] = m.Id,
                    ["from"] = m.Phone,
                    ["timestamp"] = "1790000000",
                    ["type"] = "text",
                    ["text"] = new JsonObject { ["body"] = m.Text },
                })]);
        return WhatsAppCustomer.Body(value);
    }
}
