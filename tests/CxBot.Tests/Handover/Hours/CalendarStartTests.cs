using CxBot.Handover;
using CxBot.Handover.Hours;
using CxBot.Storage;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CxBot.Tests.Handover.Hours;

public sealed class CalendarStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_app_that_starts_with_other_hours_keeps_those_of_before()
    {
        var first = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new() { ["Handover:Hours:Monday"] = "08:00-17:00" });
        var folder = await first.StopKeepingDataAsync();
        await using var app = await CxBotApp.StartAsync(
            settings: new() { ["Handover:Hours:Monday"] = "08:00-12:00", ["Handover:Holidays:0"] = "2026-12-25" }, folder: folder);

        var versions = await app.ReadAsync(db => db.CalendarVersions.AsNoTracking().OrderBy(v => v.Number).ToListAsync(Token));
        Assert.Equal([1, 2], versions.Select(v => v.Number));
        Assert.Contains("08:00-17:00", versions[0].Calendar, StringComparison.Ordinal);
        Assert.Contains("08:00-12:00", versions[1].Calendar, StringComparison.Ordinal);
        Assert.Contains("2026-12-25", versions[1].Calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_processes_that_start_together_one_adds_the_calendar()
    {
        await using var server = await PostgresServer.StartAsync();
        var nodes = new List<AgentServicesFixture>();
        for (var node = 0; node < 4; node++)
        {
            nodes.Add(await new AgentServicesFixture(server).MigratedAsync());
            await nodes[^1].Services.GetRequiredService<Writer>().StartAsync(Token);
        }
        for (var round = 1; round <= 20; round++)
        {
            var options = Options.Create(new HandoverOptions { Holidays = { $"2026-01-{round:00}" } });
            await Task.WhenAll(nodes.Select(node => Task.Run(() => new CalendarStart(node.Services.GetRequiredService<Writer>(),
                new TeamPresence(options, TimeProvider.System), TimeProvider.System).StartAsync(Token))));
            await using var db = nodes[0].Db();
            Assert.Equal(Enumerable.Range(1, round), await db.CalendarVersions.Select(v => v.Number).Order().ToListAsync(Token));
        }
        foreach (var node in nodes)
        {
            await node.Services.GetRequiredService<Writer>().StopAsync(Token);
            await node.DisposeAsync();
        }
    }
}
