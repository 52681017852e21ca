using System.Diagnostics;
using System.Net;
using System.Text.Json;
using CxBot.Conversations;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Storage;

/// <summary>What the machine does to us, done to the whole app: never 2xx for what is not stored, readiness says it, and it heals without a
/// restart where the fault goes.</summary>
[Collection(Alone.Name)]
public sealed class StorageFaultsTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> WhatsApp = new()
    {
        ["Channels:WhatsApp:AppSecret"] = WhatsAppCustomer.AppSecret,
        ["Channels:WhatsApp:VerifyToken"] = "verify me",
        ["Channels:WhatsApp:AccessToken"] = FakeGraph.Token,
        ["Channels:WhatsApp:PhoneNumberId"] = FakeGraph.PhoneNumberId,
        // Nobody listens there: what is answered stays in the outbox.
        ["Channels:WhatsApp:GraphApiBaseUrl"] = "http://127.0.0.1:9",
    };

    private string _folder = Directory.CreateTempSubdirectory("cxbot-fault-").FullName;
    private int _number;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_locked_database_is_refused_in_time_and_readiness_says_so_until_it_is_free()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(app));
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_folder, "cxbot.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        Execute(other, "BEGIN IMMEDIATE");
        var began = Stopwatch.StartNew();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(app));
        // Two seconds are SQLite's; the rest is a busy machine's.
        Assert.InRange(began.Elapsed.TotalSeconds, 0, 6);
        await UnhealthyAsync(app, "locked by another program");
        Execute(other, "ROLLBACK");
        await WholeAgainAsync(app);
    }

    [Fact]
    public async Task A_lost_log_beside_the_database_is_seen_and_nothing_acknowledged_goes_with_it()
    {
        await using var app = await StartAsync();
        var stored = 0;
        for (; stored < 5; stored++)
            Assert.Equal(HttpStatusCode.OK, await PostAsync(app));
        File.Delete(Path.Combine(_folder, "cxbot.db-wal"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(app));
        await UnhealthyAsync(app, "cxbot.db-wal was deleted or replaced");

        // As after kill -9: the file alone is left.
        var copy = Directory.CreateDirectory(Path.Combine(_folder, "copy")).FullName;
        await Eventually.TrueAsync(() =>
        {
            File.Copy(Path.Combine(_folder, "cxbot.db"), Path.Combine(copy, "cxbot.db"), overwrite: true);
            using var db = new CxBotDbContextFactory(
                Options.Create(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(copy, "cxbot.db")};Pooling=False" }),
                TestChannels.All).CreateDbContext();
            try
            {
                // What was refused may be there too: it comes again, and is known by its id.
                return Task.FromResult(db.Messages.Count(m => m.Role == MessageRole.Customer) >= stored);
            }
            catch (SqliteException)
            {
                // Copied in the middle of it, or before.
                return Task.FromResult(false);
            }
        }, "every acknowledged message to be in the file itself");
    }

    [Fact]
    public async Task A_moved_data_folder_is_seen_and_all_is_well_once_it_is_back()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(app));
        var away = _folder + "-away";
        Directory.Move(_folder, away);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await PostAsync(app));
        await UnhealthyAsync(app, "no longer those that are open");
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        Directory.Move(away, _folder);
        await WholeAgainAsync(app);
        Assert.Equal(2, await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Customer)));
    }

    [Fact]
    public async Task A_full_disk_is_refused_and_all_is_well_once_there_is_room()
    {
        await MountAsync();
        try
        {
            var app = await StartAsync();
            try
            {
                Assert.Equal(HttpStatusCode.OK, await PostAsync(app));
                await using (var fill = File.Create(Path.Combine(_folder, "fill")))
                {
                    try
                    {
                        var block = new byte[4096];
                        while (true)
                        {
                            await fill.WriteAsync(block, TestContext.Current.CancellationToken);
                            await fill.FlushAsync(TestContext.Current.CancellationToken);
                        }
                    }
                    catch (IOException)
                    {
                        // Full.
                    }
                }
                var statuses = new List<HttpStatusCode>();
                // What the log beside the database has room for is still taken, and stored.
                for (var i = 0; i < 400 && (statuses.Count == 0 || statuses[^1] == HttpStatusCode.OK); i++)
                    statuses.Add(await PostAsync(app));
                Assert.Equal(HttpStatusCode.ServiceUnavailable, statuses[^1]);
                await UnhealthyAsync(app, "the disk is full");
                File.Delete(Path.Combine(_folder, "fill"));
                await WholeAgainAsync(app);
                Assert.Equal(statuses.Count(s => s == HttpStatusCode.OK) + 2,
                    await app.ReadAsync(db => db.Messages.CountAsync(m => m.Role == MessageRole.Customer)));
            }
            finally
            {
                await app.StopKeepingDataAsync();
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            await RunAsync("umount", "-l", _folder);
        }
    }

    [Fact]
    public async Task A_media_folder_that_takes_no_files_is_said_and_does_not_hold_up_messages()
    {
        await using var app = await StartAsync();
        var media = Path.Combine(_folder, "media");
        Directory.Delete(media, recursive: true);
        await File.WriteAllTextAsync(media, "in its place", TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(
            async () => await ReadyAsync(app) is ("Degraded", _, var text) && text.Contains(media, StringComparison.Ordinal),
            "readiness to name the folder", seconds: 8);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(app));
        File.Delete(media);
        Directory.CreateDirectory(media);
        await Eventually.TrueAsync(async () => await ReadyAsync(app) is ("Healthy", _, _), "readiness to be well again", seconds: 10);
    }

    [Fact]
    public async Task A_damaged_database_refuses_to_start_and_says_what_to_do()
    {
        await (await StartAsync()).StopKeepingDataAsync();
        SqliteConnection.ClearAllPools();
        await using (var file = File.OpenWrite(Path.Combine(_folder, "cxbot.db")))
        {
            for (var page = 3; page < file.Length / 4096; page++)
            {
                file.Position = page * 4096;
                await file.WriteAsync(new byte[200].Select(_ => (byte)0xA5).ToArray(), TestContext.Current.CancellationToken);
            }
        }
        var refused = await Assert.ThrowsAnyAsync<Exception>(StartAsync);
        var sentence = Web.Operations.StartRefusal.Sentence(refused);
        Assert.Contains("is damaged", sentence, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder, "cxbot.db"), sentence, StringComparison.Ordinal);
    }

    private Task<CxBotApp> StartAsync() => CxBotApp.StartAsync(KnowledgeFiles.Shop(), WhatsApp, _folder);

    private Task<HttpStatusCode> PostAsync(CxBotApp app)
    {
        var value = WhatsAppCustomer.Value();
        var id = Interlocked.Increment(ref _number);
        value["messages"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = $"wamid.F{id}",
            ["from"] = $"62813{id:D6}",
            ["type"] = "text",
            ["text"] = new System.Text.Json.Nodes.JsonObject { ["body"] = "lacak paket" },
        });
        return WhatsAppCustomer.PostAsync(app.Address, WhatsAppCustomer.Body(value));
    }

    private static async Task<(string Status, HttpStatusCode Code, string Text)> ReadyAsync(CxBotApp app)
    {
        using var http = app.Http();
        using var answer = await http.GetAsync("/health/ready");
        var text = await answer.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(text);
        return (json.RootElement.GetProperty("status").GetString()!, answer.StatusCode, text);
    }

    private static Task UnhealthyAsync(CxBotApp app, string words) => Eventually.TrueAsync(async () =>
        await ReadyAsync(app) is ("Unhealthy", HttpStatusCode.ServiceUnavailable, var text)
        && text.Contains(words, StringComparison.Ordinal), $"readiness to say \"{words}\"", seconds: 5);

    private async Task WholeAgainAsync(CxBotApp app)
    {
        await Eventually.TrueAsync(
            async () => (await ReadyAsync(app)).Code == HttpStatusCode.OK, "readiness to be well again", seconds: 10);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(app));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A small disk of the test's own. Only who may mount can have one: elsewhere the test is skipped, and fails in CI.</summary>
    private async Task MountAsync()
    {
        if (OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", _folder) == 0)
            return;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail("CI needs the right to mount a tmpfs.");
        Assert.Skip("A tmpfs cannot be mounted here.");
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
