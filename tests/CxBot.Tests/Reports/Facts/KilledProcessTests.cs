using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CxBot.Handover;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Reports.Facts;

/// <summary>The whole app is killed as <c>kill -9</c> does it, while customers write and the facts follow.</summary>
public sealed class KilledProcessTests
{
    private const int Kills = 5;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Killed_5_times_while_customers_write_the_facts_are_those_reckoned_from_scratch()
    {
        using var data = new DataFolder();
        KnowledgeFiles.Shop().WriteTo(data.At("knowledge"));
        var chance = new Random(5);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var app = await CxBotProcess.StartAsync(data.Path);
            var writing = Enumerable.Range(0, 8).Select(_ => WriteAsync(app.Address)).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(500, 3_000)), TimeProvider.System, Token);
            await app.KillAsync();
            await Task.WhenAll(writing);
        }

        await using var last = await CxBotProcess.StartAsync(data.Path);
        var factory = new CxBotDbContextFactory(
            Options.Create(new StorageOptions { ConnectionString = $"Data Source={data.Database}" }), TestChannels.All);
        await Eventually.TrueAsync(async () =>
        {
            await using var db = factory.CreateDbContext();
            return !await db.Conversations.AnyAsync(c => c.CoveredSequence < c.LastCustomerSequence, Token)
                && !await db.CaseChanges.AnyAsync(Token);
        }, "the facts to have followed");
        await using var read = factory.CreateDbContext();
        await FromScratch.AreAsync(read, new HandoverOptions().WaitTarget);
    }

    /// <summary>Writes for as long as the app lives.</summary>
    private static async Task WriteAsync(Uri address)
    {
        string[] said = ["lacak paket", "terima kasih", "lupa password", "mau bicara dengan CS", "masih lama?"];
        using var http = new HttpClient { BaseAddress = address };
        try
        {
            while (true)
            {
                using var opened = await http.PostAsJsonAsync("/widget/session", new { language = "id" }, Token);
                var session = await opened.Content.ReadFromJsonAsync<JsonElement>(Token);
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("token").GetString());
                using var started = await http.PostAsJsonAsync("/v3/directline/conversations", new { }, Token);
                foreach (var text in said)
                {
                    using var posted = await http.PostAsJsonAsync(
                        $"/v3/directline/conversations/{session.GetProperty("conversationId").GetString()}/activities",
                        new { type = "message", text, from = new { id = "me" } }, Token);
                }
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or JsonException or InvalidOperationException)
        {
            // It was killed.
        }
    }
}
