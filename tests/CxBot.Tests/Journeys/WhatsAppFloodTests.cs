using System.Net;
using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Journeys;

/// <summary>Far more at once than a shop sees, again and again and out of order.</summary>
[Collection(Alone.Name)]
public sealed class WhatsAppFloodTests
{
    [Fact]
    public async Task Ten_thousand_ids_shuffled_and_doubled_are_each_covered_by_exactly_one_turn_and_answered_once()
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(
            KnowledgeFiles.Shop(), new(graph.Settings) { ["Channels:WhatsApp:MessagesPerSecond"] = "1000" });
        var random = new Random(11);
        const int Ids = 10_000;
        var all = Enumerable.Range(0, Ids).SelectMany(i => Enumerable.Repeat(i, random.Next(1, 6))).OrderBy(_ => random.Next()).ToList();
        var bodies = new List<byte[]>();
        for (var at = 0; at < all.Count;)
        {
            var batch = all.Skip(at).Take(random.Next(1, 101)).ToList();
            var value = WhatsAppCustomer.Value();
            value["messages"] = new JsonArray(
                [.. batch.Select(
                    i => new JsonObject
                    {
                        ["id"] = $"id-{i}",
                        ["from"] = $"6281{i % 500:D6}",
                        ["type"] = "text",
                        ["text"] = new JsonObject
                        {
                            ["body"] = i % 3 == 0 ? $"lacak paket {i}" : i % 3 == 1 ? $"lupa password {i}" : $"voucher error {i}",
                        },
                    })]);
            bodies.Add(WhatsAppCustomer.Body(value));
            at += batch.Count;
        }
        await Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (body, _) => Assert.Equal(HttpStatusCode.OK, await WhatsAppCustomer.PostAsync(app.Address, body)));
        await Eventually.TrueAsync(
            () => app.ReadAsync(
                async db => !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence)
                    && !await db.Outbox.AnyAsync()), "everything to be answered", seconds: 1200);
        var messages = await app.ReadAsync(db => db.Messages.AsNoTracking().Where(m => m.Role == MessageRole.Customer).ToListAsync());
        var turns = (await app.ReadAsync(db => db.Turns.AsNoTracking().ToListAsync())).ToLookup(t => t.ConversationId);
        Assert.Equal((Ids, Ids), (messages.Count, messages.DistinctBy(m => m.ProviderId).Count()));
        Assert.All(messages,
            m => Assert.Single(turns[m.ConversationId], t => t.FirstSequence <= m.Sequence && m.Sequence <= t.LastSequence));
        Assert.Equal(graph.Taken.Count, graph.Taken.DistinctBy(m => m.Tracker).Count());
    }
}
