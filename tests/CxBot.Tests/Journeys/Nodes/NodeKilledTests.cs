using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Journeys.Nodes;

/// <summary>One of two nodes is killed under load.</summary>
[Collection(Alone.Name)]
public sealed class NodeKilledTests
{
    private static readonly string[] Questions = ["lacak paket", "lupa password", "voucher error", "uang saya belum kembali", "halo"];

    [Fact]
    public async Task What_a_killed_node_had_is_answered_by_the_other_within_ten_seconds()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var redis = await RedisServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("cxbot-node-").FullName;
        try
        {
            Dictionary<string, string?> settings = new()
            {
                ["Storage:Provider"] = "Postgres",
                ["Storage:ConnectionString"] = server.ConnectionString,
                ["Cluster:Redis"] = redis.ConnectionString,
            };
            // The first has every lease, and is the one that dies.
            await using var first = await CxBotProcess.StartAsync(folder, KnowledgeFiles.Shop(), settings);
            await using var second = await CxBotProcess.StartAsync(folder, settings: settings);
            var customers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAsync(first.Address)));
            Assert.All(await Task.WhenAll(customers.Select(customer => SayAsync(customer, first.Address, "halo"))), Assert.True);
            await AllAnsweredAsync(server, customers.Length, 60);

            // Acknowledged by the first, and killed before it could answer all of them.
            var asked = customers.Select((customer, i) => SayAsync(customer, first.Address, Questions[i % Questions.Length])).ToList();
            await Task.WhenAny(asked);
            await first.KillAsync();
            var killed = Stopwatch.GetTimestamp();
            var acknowledged = (await Task.WhenAll(asked)).Count(stored => stored);
            // Whose conversations were at the dead node goes on at the other.
            Assert.All(await Task.WhenAll(customers.Select(customer => SayAsync(customer, second.Address, "lacak paket"))), Assert.True);
            await AllAnsweredAsync(server, acknowledged + 2 * customers.Length, 10);
            TestContext.Current.SendDiagnosticMessage($"A node was killed: its {customers.Length} conversations were answered by the other "
                + $"{Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s later");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AllAnsweredAsync(PostgresServer server, int atLeast, int seconds)
    {
        var contexts = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { Provider = StorageProvider.Postgres, ConnectionString = server.ConnectionString }),
            TestChannels.All);
        await Eventually.TrueAsync(async () =>
        {
            await using var db = contexts.CreateDbContext();
            return await db.Messages.CountAsync(m => m.Role == MessageRole.Customer) >= atLeast
                && !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence);
        }, "every message to be answered", seconds);
        await using var read = contexts.CreateDbContext();
        var turns = await read.Turns.AsNoTracking().ToListAsync();
        foreach (var message in await read.Messages.AsNoTracking().Where(m => m.Role == MessageRole.Customer).ToListAsync())
            Assert.Single(turns, t => t.ConversationId == message.ConversationId && t.FirstSequence <= message.Sequence
                && message.Sequence <= t.LastSequence);
    }

    private static async Task<(string Conversation, string Token)> OpenAsync(Uri node)
    {
        using var http = new HttpClient { BaseAddress = node };
        using var opened = await http.PostAsJsonAsync("/widget/session", new { language = "id" });
        var session = await opened.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        using var started = await http.PostAsJsonAsync("/v3/directline/conversations", new { });
        started.EnsureSuccessStatusCode();
        return (session.GetProperty("conversationId").GetString()!, session.GetProperty("token").GetString()!);
    }

    private static async Task<bool> SayAsync((string Conversation, string Token) customer, Uri node, string text)
    {
        using var http = new HttpClient { BaseAddress = node };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", customer.Token);
        try
        {
            using var posted = await http.PostAsJsonAsync($"/v3/directline/conversations/{customer.Conversation}/activities",
                new { type = "message", text, from = new { id = "me" } });
            return posted.IsSuccessStatusCode;
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException)
        {
            return false;
        }
    }
}
