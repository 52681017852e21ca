using System.Runtime.Versioning;
using CxBot.Media;
using CxBot.Storage;
using CxBot.Tests.PersonalData;
using CxBot.Tests.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CxBot.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task Nobody_else_can_read_database_or_files_of_a_new_installation()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), null);
        await AssertPrivateAsync(app, app.DataFolder);
    }

    [Fact]
    public async Task What_others_could_read_is_closed_at_the_start_and_said_once()
    {
        var kept = await (await CxBotApp.StartAsync(KnowledgeFiles.Shop())).StopKeepingDataAsync();
        Directory.CreateDirectory(Path.Combine(kept, "media"));
        await File.WriteAllTextAsync(Path.Combine(kept, "media", new string('a', 32)), "old", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(kept, "media", "somebody-elses.txt"), "not ours", TestContext.Current.CancellationToken);
        foreach (var folder in new[] { kept, Path.Combine(kept, "media") })
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        foreach (var file in Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories))
            File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);

        var logs = new KeptLogs();
        await using var app = await CxBotApp.StartAsync(
            folder: kept, services: services => services.AddLogging(logging => logging.AddProvider(logs)));
        await Eventually.TrueAsync(
            () => Task.FromResult((File.GetUnixFileMode(Path.Combine(kept, "media")) & Others) == 0), "the media folder to be closed");
        await AssertPrivateAsync(app, kept);
        Assert.Equal(0, (int)(File.GetUnixFileMode(Path.Combine(kept, "media", new string('a', 32))) & Others));
        // What is not ours stays as it is; the folder is closed around it.
        Assert.NotEqual(0, (int)(File.GetUnixFileMode(Path.Combine(kept, "media", "somebody-elses.txt")) & Others));
        Assert.Equal(2, logs.All.Split('\n')
            .Count(line => line.Contains("Other users of this machine could read", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_folder_that_the_app_is_started_in_is_not_shut_to_others()
    {
        var before = File.GetUnixFileMode(Environment.CurrentDirectory);
        PrivateFiles.Close(Environment.CurrentDirectory, _ => false, LoggerFactory.Create(_ => { }).CreateLogger("test"));
        Assert.Equal(before, File.GetUnixFileMode(Environment.CurrentDirectory));
    }

    private static async Task AssertPrivateAsync(CxBotApp app, string folder)
    {
        using var content = new MemoryStream("halo"u8.ToArray());
        await app.Services.GetRequiredService<MediaStore>().SaveAsync(content, "a.txt", null, TestContext.Current.CancellationToken);
        await using var visitor = await DirectLineCustomer.StartAsync(app);
        await visitor.SayAsync("halo");
        Assert.Equal(0, (int)(File.GetUnixFileMode(Path.Combine(folder, "media")) & Others));
        string[] files = [.. Directory.EnumerateFiles(folder, "cxbot.db*"),
            .. Directory.EnumerateFiles(Path.Combine(folder, "media")).Where(f => Path.GetFileName(f).Length == 32)];
        Assert.Contains(files, file => file.EndsWith("cxbot.db-wal", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(0, (int)(File.GetUnixFileMode(file) & Others)));
        Assert.Equal(0, (int)(File.GetUnixFileMode(folder) & Others));
    }
}
