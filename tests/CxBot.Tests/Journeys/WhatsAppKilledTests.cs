using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using CxBot.Conversations;
using CxBot.Delivery;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Journeys;

/// <summary>Killed again and again while it sends through a Graph API that fails in every way it can.</summary>
/// <remarks><c>CXBOT_KILL_SENDS</c> and <c>CXBOT_KILLS</c> make it as long as one likes: 10,500 and 10 take six minutes.</remarks>
[Collection(Alone.Name)]
public sealed class WhatsAppKilledTests
{
    private static readonly string[] Questions = ["lacak paket", "lupa password", "voucher error", "uang saya belum kembali",
        "kode promo gagal", "ganti kata sandi", "cek resi", "refund saya kok belum masuk ya?"];

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [Fact]
    public async Task Nothing_is_lost_nothing_is_doubled_and_what_nobody_knows_is_flagged()
    {
        var sends = Setting("CXBOT_KILL_SENDS", 240);
        var kills = Setting("CXBOT_KILLS", 3);
        var folder = Directory.CreateTempSubdirectory("cxbot-wa-kill-").FullName;
        await using var graph = await FakeGraph.StartAsync();
        var moods = 0;
        graph.Mood = _ =>
            (Interlocked.Increment(ref moods) % 12) switch
            {
                1 => (GraphMood.AcceptThenReset, 0),
                3 => (GraphMood.AcceptThenFail, 0),
                5 =>
                (GraphMood.TooMany, 0),
                7 => (GraphMood.Refuse, 131000),
                9 => (GraphMood.AcceptThenHang, 0),
                _ => (GraphMood.Good, 0)
            };
        var unreported = new ConcurrentDictionary<string, bool>();
        Uri? address = null;
        using var over = new CancellationTokenSource();
        graph.Then = async taken =>
        {
            // Of one in ten, Meta never says a word.
            if (int.Parse(taken.Id["wamid.OUT".Length..], CultureInfo.InvariantCulture) % 10 == 0)
            {
                unreported[taken.Tracker] = true;
                return;
            }
            await InsistAsync(() => WhatsAppCustomer.ReportAsync(address!, taken.Id, "sent", taken.Tracker), over.Token);
        };
        var settings = new Dictionary<string, string?>(graph.Settings)
        {
            ["Channels:WhatsApp:RequestTimeout"] = "00:00:01.5",
            ["Channels:WhatsApp:UnconfirmedAfter"] = "00:00:05",
        };
        var database = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, "cxbot.db")}" }), TestChannels.All);
        var asking = Task.CompletedTask;
        try
        {
            for (var life = 0; life <= kills; life++)
            {
                await using var app = await CxBotProcess.StartAsync(folder, life == 0 ? KnowledgeFiles.Shop() : null, settings);
                address = app.Address;
                if (life == 0)
                    asking = AskAsync(() => address, sends, over.Token);
                if (life == kills)
                    await Eventually.TrueAsync(
                        () => DoneAsync(database, sends), "everything to be sent or flagged", seconds: 180 + sends / 4);
                else
                {
                    var goal = sends * (life + 1) / (kills + 2);
                    await Eventually.TrueAsync(
                        () => Task.FromResult(graph.Taken.Count >= goal), $"{goal} messages", seconds: 180 + sends / 4);
                    await app.KillAsync();
                }
            }
            await asking;
            await CheckAsync(database, graph, unreported, sends);
        }
        finally
        {
            await over.CancelAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CheckAsync(
        CxBotDbContextFactory database, FakeGraph graph, ConcurrentDictionary<string, bool> unreported, int sends)
    {
        await using var db = database.CreateDbContext();
        var sent = await db.Messages.AsNoTracking().Where(m => m.Role != MessageRole.Customer).ToListAsync();
        Assert.Equal(sends, await db.Messages.CountAsync(m => m.Role == MessageRole.Customer));
        var taken = graph.Taken.GroupBy(m => m.Tracker).ToDictionary(g => g.Key, g => g.Count());
        var flagged = 0;
        foreach (var message in sent)
        {
            var tracker = DeliveryPart.Tracker(message.ConversationId, message.Sequence, 0);
            var times = taken.GetValueOrDefault(tracker);
            Assert.True(times <= 1, $"{tracker} was sent {times} times.");
            if (message.Delivery == DeliveryStatus.Unconfirmed)
                flagged++;
            else
                Assert.True(message.Delivery == DeliveryStatus.Sent && times == 1,
                    $"{tracker} is {message.Delivery} and was taken {times} times.");
            // Where a report came, all is known.
            if (times == 1 && !unreported.ContainsKey(tracker))
                Assert.Equal(DeliveryStatus.Sent, message.Delivery);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{graph.Taken.Count} sent, {flagged} flagged, {unreported.Count} never reported.");
        Assert.True(flagged <= unreported.Count + 50 * 4, $"{flagged} are flagged.");
    }

    private static async Task<bool> DoneAsync(CxBotDbContextFactory database, int sends)
    {
        await using var db = database.CreateDbContext();
        return await db.Messages.CountAsync(m => m.Role == MessageRole.Customer) == sends
            && !await db.Outbox.AnyAsync() && !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence);
    }

    /// <summary>Customers ask, a few questions each, and Meta insists until each is taken.</summary>
    private static async Task AskAsync(Func<Uri> address, int sends, CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(Enumerable.Range(0, sends),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var value = WhatsAppCustomer.Value();
            value["messages"] = new JsonArray(new JsonObject
            {
                ["id"] = $"wamid.ASK{i}",
                ["from"] = $"62811{i / 4:D6}",
                ["type"] = "text",
                ["text"] = new JsonObject { ["body"] = Questions[i % Questions.Length] },
            });
            await InsistAsync(() => WhatsAppCustomer.PostAsync(address(), WhatsAppCustomer.Body(value)), token);
            await Task.Delay(TimeSpan.FromMilliseconds(40), TimeProvider.System, token);
        });

    private static async Task InsistAsync(Func<Task<HttpStatusCode>> post, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                if (await post() == HttpStatusCode.OK)
                    return;
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                // Killed just now: again.
            }
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
