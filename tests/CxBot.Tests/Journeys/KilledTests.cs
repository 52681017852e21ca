using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Journeys;

public sealed class KilledTests
{
    [Fact]
    public async Task Killed_in_the_middle_of_200_messages_every_acknowledged_one_is_covered_by_exactly_one_turn_in_order()
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-kill-").FullName;
        try
        {
            var acknowledged = new List<(string Conversation, long Sequence, string Text)>();
            await using (var first = await CxBotProcess.StartAsync(folder, KnowledgeFiles.Shop()))
            {
                var customers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAsync(first.Address)));
                var sending = customers.Select((customer, c) => SendAsync(customer, c, acknowledged)).ToList();
                await Eventually.TrueAsync(() => Task.FromResult(Count(acknowledged) >= 100), "half of the messages");
                await first.KillAsync();
                await Task.WhenAll(sending);
                Assert.InRange(acknowledged.Count, 100, 199);
            }

            await using (await CxBotProcess.StartAsync(folder))
            {
                var database = new CxBotDbContextFactory(
                    Options.Create(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, "cxbot.db")}" }),
                    TestChannels.All);
                await Eventually.TrueAsync(async () =>
                {
                    await using var db = database.CreateDbContext();
                    return !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence);
                }, "every message to be covered");
                await CheckAsync(database, acknowledged);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CheckAsync(
        CxBotDbContextFactory database, List<(string Conversation, long Sequence, string Text)> acknowledged)
    {
        await using var db = database.CreateDbContext();
        var messages = await db.Messages.AsNoTracking().Where(m => m.Role == MessageRole.Customer).ToListAsync();
        var turns = await db.Turns.AsNoTracking().ToListAsync();
        foreach (var (conversation, sequence, text) in acknowledged)
            Assert.Equal(text,
                Assert.Single(messages, m => m.ConversationId == new ConversationId(conversation) && m.Sequence == sequence).Text);
        foreach (var message in messages)
            Assert.Single(turns,
                t => t.ConversationId == message.ConversationId && t.FirstSequence <= message.Sequence
                    && message.Sequence <= t.LastSequence);
        foreach (var ofOne in turns.GroupBy(t => t.ConversationId))
        {
            var inOrder = ofOne.OrderBy(t => t.FirstSequence).ToList();
            Assert.Equal(inOrder.Select(t => t.At).Order(), inOrder.Select(t => t.At));
            foreach (var (turn, next) in inOrder.Zip(inOrder.Skip(1)))
                Assert.True(turn.LastSequence < next.FirstSequence);
        }
    }

    private static async Task<(HttpClient Http, string Conversation)> OpenAsync(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        using var opened = await http.PostAsJsonAsync("/widget/session", new { language = "id" });
        var session = await opened.Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
        using var started = await http.PostAsJsonAsync("/v3/directline/conversations", new { });
        started.EnsureSuccessStatusCode();
        return (http, session.GetProperty("conversationId").GetString()!);
    }

    private static async Task SendAsync(
        (HttpClient Http, string Conversation) customer, int number, List<(string, long, string)> acknowledged)
    {
        string[] questions = ["lacak paket", "lupa password", "voucher error", "uang saya belum kembali", "halo"];
        using var http = customer.Http;
        for (var i = 0; i < 10; i++)
        {
            var text = $"{questions[i % questions.Length]} #{number}-{i}";
            try
            {
                using var posted = await http.PostAsJsonAsync($"/v3/directline/conversations/{customer.Conversation}/activities",
                    new { type = "message", text, from = new { id = "me" } });
                if (!posted.IsSuccessStatusCode)
                    return;
                var id = (await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
                lock (acknowledged)
                    acknowledged.Add(
                        (customer.Conversation, long.Parse(id.Split('|')[1], System.Globalization.CultureInfo.InvariantCulture), text));
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException or JsonException)
            {
                return;
            }
        }
    }

    private static int Count<T>(List<T> list)
    {
        lock (list)
            return list.Count;
    }
}
