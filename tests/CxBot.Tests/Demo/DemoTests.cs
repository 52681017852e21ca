using System.Globalization;
using CxBot.Conversations;
using CxBot.Demo;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Demo;

/// <summary>An owner who tries the product sees the reports filled, and gets rid of all of it with one command.</summary>
public sealed class DemoTests
{
    private static readonly string[] Small = ["demo", "seed", "--months", "1", "--cases-a-day", "4"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_a_demo_fills_the_reports_and_goes_without_a_trace()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await ComesAndGoesAsync(app);
    }

    [Fact]
    public async Task On_PostgreSQL_a_demo_fills_the_reports_and_goes_without_a_trace()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        });
        await ComesAndGoesAsync(app);
    }

    [Fact]
    public async Task There_is_no_demo_beside_real_customers_and_none_twice()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        Assert.Equal("There is no demo here.", await RunAsync(app, 0, "demo", "remove"));
        await StopsInTheMiddleAsync(app);
        await using var real = await DirectLineCustomer.StartAsync(app);
        await real.SayAsync("refund saya kok belum masuk ya?");
        await real.WaitForAnswerAsync("refund-timing");
        Assert.Contains("real customers", await RunAsync(app, 1, Small), StringComparison.Ordinal);
        Assert.False(await app.ReadAsync(db => db.Users.AnyAsync()));
    }

    private static async Task StopsInTheMiddleAsync(CxBotApp app)
    {
        var before = await CountsAsync(app);
        using var stop = new CancellationTokenSource();
        var seed = app.Services.GetRequiredService<DemoSeed>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => seed.RunAsync(new DemoSettings(1, 4, 1, "web", "whatsapp"), new Stopping(stop), stop.Token));
        Assert.True(await app.ReadAsync(db => db.Conversations.AnyAsync()));
        await RunAsync(app, 1, Small);
        await RunAsync(app, 0, "demo", "remove");
        Assert.Equal(before, await CountsAsync(app));
    }

    private static async Task ComesAndGoesAsync(CxBotApp app)
    {
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        var before = await CountsAsync(app);
        Assert.Contains("invented customers", await RunAsync(app, 0, Small), StringComparison.Ordinal);
        await IsFullAsync(app, sari);
        Assert.Contains("demo remove", await RunAsync(app, 1, Small), StringComparison.Ordinal);

        await EraseOneAsync(app);
        Assert.Contains("The demo is gone", await RunAsync(app, 0, "demo", "remove"), StringComparison.Ordinal);
        // Whoever is erased belongs to nobody, who stays.
        before["Customers"]++;
        before["CustomerIdentities"]++;
        Assert.Equal(before, await CountsAsync(app));
    }

    private static async Task IsFullAsync(CxBotApp app, DeskAgent sari)
    {
        var reader = app.Services.GetRequiredService<ReportReader>();
        var today = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime);
        var filter = new ReportFilter(today.AddMonths(-1).AddDays(-1), today.AddDays(1));
        Figure[] some = [AllFigures.Asked, AllFigures.FirstReply, AllFigures.InTime, AllFigures.Satisfied];
        var values = await reader.ReadAsync([AllFigures.Cases, .. some, .. AllFigures.Outcomes], filter, Token);
        var cases = await app.ReadAsync(db => db.Cases.CountAsync());
        Assert.InRange(cases, 60, 250);
        // Spam is in a line of its own.
        Assert.Equal(cases, values[AllFigures.Cases].Count + await reader.LeftOutAsync(filter, Token));
        Assert.Equal(values[AllFigures.Cases].Count, AllFigures.Outcomes.Sum(outcome => values[outcome].Count));
        Assert.All(some, figure => Assert.NotEqual(0, values[figure].Count));
        await Eventually.TrueAsync(() => app.ReadAsync(db => db.RolledPeriods.AnyAsync(p => p.Version != 0)), "still days are looked at");

        Assert.False(await app.ReadAsync(db => db.Outbox.AnyAsync()));
        Assert.InRange(await app.ReadAsync(db => db.Conversations.CountAsync(c => c.Status == ConversationStatus.WaitingForAgent)), 3, 5);
        Assert.True(await app.ReadAsync(db => db.Conversations.AllAsync(
            c => c.Channel == "web" || c.Status == ConversationStatus.Resolved)));
        Assert.True(await app.ReadAsync(db => db.Users.Where(agent => agent.Id != sari.Agent.Id)
            .AllAsync(agent => agent.Disabled && agent.PasswordHash == null)));
        foreach (var id in await app.ReadAsync(db => db.Conversations.Select(c => c.Id).ToListAsync(Token)))
            await app.CoveredAsync(id);
        // It can be worked with like any other.
        var waits = await app.ReadAsync(db => db.Conversations.Where(c => c.Status == ConversationStatus.WaitingForAgent).Select(c => c.Id)
            .FirstAsync(Token));
        Assert.True((await sari.TakeAsync(waits)).Won);
        await sari.ReplyAsync(waits, "Halo, saya Sari.");
        await sari.ResolveAsync(waits);
        Assert.False(await app.ReadAsync(db => db.Outbox.AnyAsync()));
    }

    private static async Task EraseOneAsync(CxBotApp app)
    {
        var customer = await app.ReadAsync(db => db.Conversations.Where(c => c.Status == ConversationStatus.Resolved)
            .Select(c => c.CustomerId).FirstAsync(Token));
        var id = customer.Value.ToString(CultureInfo.InvariantCulture);
        await RunAsync(app, 0, "customer", "erase", "--id", id, "--yes");
    }

    private static async Task<string> RunAsync(CxBotApp app, int code, params string[] args)
    {
        var (ended, said, error) = await Shell.RunAsync(app.Services, "", args);
        Assert.True(ended == code, said + error);
        return said;
    }

    /// <summary>How many rows each table has, without the audit log, which stays.</summary>
    private static Task<SortedDictionary<string, long>> CountsAsync(CxBotApp app) => app.ReadAsync(async db =>
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        await db.Database.OpenConnectionAsync(Token);
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()!).Distinct().Except(Beside))
        {
            await using var count = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The model's own names.
            count.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
#pragma warning restore CA2100
            counts[table] = Convert.ToInt64(await count.ExecuteScalarAsync(Token), CultureInfo.InvariantCulture);
        }

        return counts;
    });

    private static readonly string[] Beside = ["AuditEntries"];

    private sealed class Stopping(CancellationTokenSource stop) : IProgress<DemoProgress>
    {
        public void Report(DemoProgress value) => stop.Cancel();
    }
}
