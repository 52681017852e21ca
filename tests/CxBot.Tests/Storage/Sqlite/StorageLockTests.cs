using CxBot.Tests.Testing;

namespace CxBot.Tests.Storage.Sqlite;

public sealed class StorageLockTests
{
    [Fact]
    public async Task A_second_app_on_the_same_file_refuses_and_says_who_has_it()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => CxBotApp.StartAsync(folder: app.DataFolder));
        Assert.Contains($"process {Environment.ProcessId}", Web.Operations.StartRefusal.Sentence(refused), StringComparison.Ordinal);
        using var http = app.Http();
        Assert.True((await http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Stopped_in_order_it_gives_the_file_back()
    {
        var folder = await (await CxBotApp.StartAsync(KnowledgeFiles.Shop())).StopKeepingDataAsync();
        await using var again = await CxBotApp.StartAsync(folder: folder);
        Assert.NotNull(again.Address);
    }

    [Fact]
    public async Task A_killed_process_gives_it_back_and_a_second_one_ends_with_one_and_a_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("cxbot-lock-").FullName;
        try
        {
            await using (var first = await CxBotProcess.StartAsync(folder, KnowledgeFiles.Shop()))
            {
                var (code, _, error) = await CxBotProcess.RunAsync(folder, [], null, "--urls", "http://127.0.0.1:0");
                Assert.Equal(1, code);
                Assert.Matches(@"^Another CxBot \(process \d+\) has the database .+cxbot\.db open\. SQLite is for one process: stop that one first, or use PostgreSQL\.\s*$", error);

                // A command works beside it.
                var (done, said, wrong) = await CxBotProcess.RunAsync(folder, [], "a long pass phrase 42 zebra", "agent", "create",
                    "--email", "sari@example.test", "--name", "Sari", "--role", "agent");
                Assert.True(done == 0, said + wrong);
                await first.KillAsync();
            }
            await using var next = await CxBotProcess.StartAsync(folder);
            Assert.NotNull(next.Address);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
