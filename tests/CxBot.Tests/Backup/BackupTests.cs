using System.Security.Cryptography;
using CxBot.Backup;
using CxBot.Conversations;
using CxBot.Tests.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace CxBot.Tests.Backup;

/// <summary>Everything that was kept is there again, in the same words, whichever database it goes through.</summary>
public sealed class BackupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Made_while_customers_write_it_comes_back_on_PostgreSQL_and_from_there_on_SQLite_the_same_to_the_last_row()
    {
        PostgresForAll.NeedsSqlite();
        await using var server = await PostgresServer.StartAsync();
        using var folder = new TemporaryFolder();
        var (first, second) = (Path.Combine(folder.Path, "first"), Path.Combine(folder.Path, "second"));
        await WriteAsync(first);

        var postgres = Settings(folder.Path, "on-postgres");
        (postgres["Storage:Provider"], postgres["Storage:ConnectionString"]) = ("Postgres", server.ConnectionString);
        await RunAsync(postgres, 0, "restore", "--from", first);
        await RunAsync(postgres, 0, "backup", "--to", second);
        var again = Settings(folder.Path, "on-sqlite");
        await RunAsync(again, 0, "restore", "--from", second);

        var before = await StoredRows.OfAsync(Path.Combine(first, BackupManifest.Database), Token);
        Assert.NotEmpty(before["Messages"]);
        Assert.NotEmpty(before["MediaFiles"]);
        AssertSame(before, await StoredRows.OfAsync(Path.Combine(second, BackupManifest.Database), Token));
        AssertSame(before, await StoredRows.OfAsync(Path.Combine(folder.Path, "on-sqlite", "cxbot.db"), Token));
        Assert.Equal(FilesOf(Path.Combine(first, BackupManifest.Media)), FilesOf(Path.Combine(folder.Path, "on-sqlite", "media")));
        Assert.Contains("is not empty", await RunAsync(postgres, 1, "restore", "--from", first), StringComparison.Ordinal);
        Assert.Contains("is not empty", await RunAsync(again, 1, "restore", "--from", first), StringComparison.Ordinal);

        await GoesOnAsync(Path.Combine(folder.Path, "on-sqlite"));
    }

    [Fact]
    public async Task What_is_no_whole_backup_is_refused_and_leaves_an_empty_storage_empty()
    {
        PostgresForAll.NeedsSqlite();
        using var folder = new TemporaryFolder();
        var backup = Path.Combine(folder.Path, "backup");
        await WriteAsync(backup);
        var settings = Settings(folder.Path, "restored");

        Assert.Contains("no finished backup", await RunAsync(settings, 1, "restore", "--from", folder.Path), StringComparison.Ordinal);
        await using (var cut = File.OpenWrite(Path.Combine(backup, BackupManifest.Database)))
            cut.SetLength(cut.Length - 4096);
        Assert.Contains("cut or changed", await RunAsync(settings, 1, "restore", "--from", backup), StringComparison.Ordinal);
        Assert.Contains("is not empty", await RunAsync(settings, 1, "backup", "--to", backup), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "restored", "media")));
    }

    [Fact]
    public async Task A_database_in_use_is_not_moved_and_one_that_was_is_moved_whole_with_what_is_still_to_be_sent()
    {
        PostgresForAll.NeedsSqlite();
        using var folder = new TemporaryFolder();
        var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var file = Path.Combine(app.DataFolder, "cxbot.db");
        await using (var customer = await DirectLineCustomer.StartAsync(app))
        {
            await customer.SayAsync("refund saya kok belum masuk ya?");
            await customer.WaitForAnswerAsync("refund-timing");
        }
        var settings = Settings(folder.Path, "moved");
        Assert.Contains("has", await RunAsync(settings, 1, "migrate-storage", "--from", file), StringComparison.Ordinal);
        var data = await app.StopKeepingDataAsync();
        try
        {
            await RunAsync(settings, 0, "migrate-storage", "--from", file);
            AssertSame(await StoredRows.OfAsync(file, Token),
                await StoredRows.OfAsync(Path.Combine(folder.Path, "moved", "cxbot.db"), Token));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Somebody with everything that can be kept, and others who write on while it is copied.</summary>
    private static async Task WriteAsync(string to)
    {
        await using var graph = await FakeGraph.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), graph.Settings);
        await new ErasedPerson(app).LiveAsync(await DeskAgent.SitDownAsync(app, "Sari"), graph);
        using var enough = new CancellationTokenSource();
        var traffic = TrafficAsync(app, enough.Token);
        var (code, said, error) = await Shell.RunAsync(app.Services, "", "backup", "--to", to);
        Assert.True(code == 0, said + error);
        await enough.CancelAsync();
        await traffic;
    }

    private static async Task TrafficAsync(CxBotApp app, CancellationToken enough)
    {
        await using var customer = await DirectLineCustomer.StartAsync(app);
        while (!enough.IsCancellationRequested)
            await customer.SayAsync("refund saya kok belum masuk ya?");
    }

    /// <summary>The app goes on with what was restored: it finds old words, and gives no number twice.</summary>
    private static async Task GoesOnAsync(string folder)
    {
        KnowledgeFiles.Shop().WriteTo(Path.Combine(folder, "knowledge"));
        await using var app = await CxBotApp.StartAsync(settings: new()
        {
            ["Storage:Provider"] = "Sqlite",
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(folder, "cxbot.db")}",
            ["Media:Folder"] = Path.Combine(folder, "media"),
            ["Knowledge:Folder"] = Path.Combine(folder, "knowledge"),
        });
        var before = await app.ReadAsync(db => db.Conversations.CountAsync(Token));
        await using var customer = await DirectLineCustomer.StartAsync(app);
        await customer.SayAsync("refund saya kok belum masuk ya?");
        await customer.WaitForAnswerAsync("refund-timing");
        Assert.Equal(before + 1, await app.ReadAsync(db => db.Conversations.CountAsync(Token)));
        Assert.False(await app.ReadAsync(db => db.Messages.AnyAsync(m => m.Delivery == DeliveryStatus.Queued, Token)));
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.SearchEntries.AnyAsync(Token)), "what was said to be found again");
    }

    private static void AssertSame(SortedDictionary<string, List<string>> before, SortedDictionary<string, List<string>> after)
    {
        Assert.Equal(before.Keys, after.Keys);
        foreach (var (table, rows) in before)
            Assert.True(rows.SequenceEqual(after[table]), $"{table}: {string.Join('\n', rows.Except(after[table]).Take(2))} is not "
                + string.Join('\n', after[table].Except(rows).Take(2)));
    }

    private static Dictionary<string, string> FilesOf(string folder) => Directory.EnumerateFiles(folder)
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    private static Dictionary<string, string?> Settings(string folder, string name)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        return new()
        {
            ["Storage:ConnectionString"] = $"Data Source={Path.Combine(own, "cxbot.db")}",
            ["Media:Folder"] = Path.Combine(own, "media"),
        };
    }

    private static async Task<string> RunAsync(Dictionary<string, string?> settings, int code, params string[] args)
    {
        var (ended, output, error) = await CxBotProcess.RunAsync(Path.GetDirectoryName(settings["Media:Folder"])!, settings, null, args);
        Assert.True(code == ended, output + error);
        return output + error;
    }
}
