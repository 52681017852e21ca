using CxBot.Conversations;
using CxBot.PersonalData;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Tests.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CxBot.Tests.Journeys;

/// <summary>What a manager reads of a day on which customers were answered, waited, gave up, and were erased.</summary>
public sealed class ReportsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_SQLite_each_figure_says_what_happened_and_opens_into_as_many_cases()
    {
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop());
        await ReportedAsync(app);
    }

    [Fact]
    public async Task On_PostgreSQL_each_figure_says_what_happened_and_opens_into_as_many_cases()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var app = await CxBotApp.StartAsync(KnowledgeFiles.Shop(), new()
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:ConnectionString"] = server.ConnectionString,
        });
        await ReportedAsync(app);
    }

    private static async Task ReportedAsync(CxBotApp app)
    {
        var sari = await DeskAgent.SitDownAsync(app, "Sari");
        // A greeting is no case.
        await using var greets = await DirectLineCustomer.StartAsync(app);
        await greets.SayAsync("halo");
        await app.CoveredAsync(greets.ConversationId);
        // Answered by the bot, and silent.
        await using var answered = await DirectLineCustomer.StartAsync(app);
        await answered.SayAsync("refund saya kok belum masuk ya?");
        await answered.WaitForAnswerAsync("refund-timing");
        // Waits ten minutes for a first word, and is helped.
        await using var helped = await DirectLineCustomer.StartAsync(app);
        await helped.AskForPersonAsync();
        // Waits as long, and gives up.
        await using var gaveUp = await DirectLineCustomer.StartAsync(app);
        await gaveUp.AskForPersonAsync();
        app.Time.Advance(TimeSpan.FromMinutes(10));
        await sari.StaysAsync();
        Assert.True((await sari.TakeAsync(helped.ConversationId)).Won);
        await sari.NoteAsync(helped.ConversationId, "cek dulu");
        await sari.ReplyAsync(helped.ConversationId, "Halo, saya Sari.");
        await sari.ResolveAsync(helped.ConversationId);
        await gaveUp.EventAsync("cxbot/return-to-bot", new { });
        await gaveUp.WaitForSentenceAsync("CustomerWentBack");

        await IsAsync(app, AllFigures.Cases, 3);
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "open"), 2);
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "solved-durable"), 1);
        await IsAsync(app, AllFigures.Asked, 2);
        await IsAsync(app, AllFigures.GivenUp, 1);
        var first = await IsAsync(app, AllFigures.FirstReply, 1);
        Assert.InRange(first.Median!.Value, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Equal((0, 2), await InTimeAsync(app));

        // A day later what is silent has ended.
        app.Time.Advance(TimeSpan.FromHours(25));
        await Eventually.TrueAsync(
            async () => await app.ReadAsync(db => db.Conversations.AllAsync(c => c.Status == ConversationStatus.Resolved)), "all is closed");
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "not-followed"), 1);
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "abandoned"), 1);
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "open"), 0);

        var before = await app.ReadAsync(db => db.CaseFacts.AsNoTracking().OrderBy(f => f.CaseId).ToListAsync());
        await EraseAsync(app, helped.ConversationId);
        await FollowAsync(app);
        Assert.Equivalent(before, await app.ReadAsync(db => db.CaseFacts.AsNoTracking().OrderBy(f => f.CaseId).ToListAsync()));
        await IsAsync(app, AllFigures.FirstReply, 1);
        var rows = await RowsAsync(app, AllFigures.FirstReply);
        Assert.Null(rows.Single().ConversationId);
    }

    /// <summary>The figure, and as many cases behind it as it says.</summary>
    private static async Task<FigureValue> IsAsync(CxBotApp app, Figure figure, int count)
    {
        await FollowAsync(app);
        var value = await app.Services.GetRequiredService<ReportReader>().ReadAsync(figure, Filter(app), Token);
        Assert.Equal((figure.Id, count), (figure.Id, value.Count));
        Assert.Equal(count, (await RowsAsync(app, figure)).Count);
        return value;
    }

    private static async Task<(int, int?)> InTimeAsync(CxBotApp app)
    {
        var value = await app.Services.GetRequiredService<ReportReader>().ReadAsync(AllFigures.InTime, Filter(app), Token);
        return (value.Count, value.Of);
    }

    private static Task<IReadOnlyList<ReportRow>> RowsAsync(CxBotApp app, Figure figure) =>
        app.Services.GetRequiredService<ReportReader>().RowsAsync(figure, Filter(app), 0, 100, Token);

    private static ReportFilter Filter(CxBotApp app)
    {
        var today = DateOnly.FromDateTime(app.Time.GetUtcNow().UtcDateTime);
        return new ReportFilter(today.AddDays(-3), today.AddDays(1));
    }

    private static Task FollowAsync(CxBotApp app) =>
        Eventually.TrueAsync(async () => !await app.ReadAsync(db => db.CaseChanges.AnyAsync()), "the facts have followed");

    private static async Task EraseAsync(CxBotApp app, ConversationId conversationId)
    {
        var customer = await app.ReadAsync(
            db => db.Conversations.Where(c => c.Id == conversationId).Select(c => c.CustomerId).SingleAsync());
        await app.Services.GetRequiredService<CustomerErasure>().BeginAsync(customer, new(null, "Sari", null), Token);
        await app.Services.GetRequiredService<ErasureWork>().FinishAsync(null, Token);
        Assert.False(await app.ReadAsync(db => db.Messages.AnyAsync(m => m.ConversationId == conversationId)));
    }
}
