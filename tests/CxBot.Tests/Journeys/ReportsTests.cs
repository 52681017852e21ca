using CxBot.Conversations;
using CxBot.PersonalData;
using CxBot.Reports;
using CxBot.Reports.Facts;
using CxBot.Reports.Figures;
using CxBot.Reports.Voice;
using CxBot.Storage;
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

        var asked = await app.ReadAsync(db => db.Surveys.AsNoTracking().SingleAsync());
        await helped.EventAsync("cxbot/rating", new { handover = asked.HandoverId, score = 5, comment = "<b>cepat</b>" });
        await helped.WaitForSentenceAsync("RatingThanks");

        await IsAsync(app, AllFigures.Cases, 3);
        await IsAsync(app, AllFigures.Satisfied, 1);
        await IsAsync(app, AllFigures.AnsweredSurveys, 1);
        await IsAsync(app, VoiceFigures.Promoters, 0);
        await VoiceAsync(app);
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
            async () => await app.ReadAsync(db => db.Conversations.AllAsync(c => c.Status == ConversationStatus.Resolved)),
            "all is closed");
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "not-followed"), 1);
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "abandoned"), 1);
        await IsAsync(app, AllFigures.Outcomes.Single(f => f.Id == "open"), 0);

        await RebuiltAsync(app);
        var before = await app.ReadAsync(db => db.CaseFacts.AsNoTracking().OrderBy(f => f.CaseId).ToListAsync());
        await EraseAsync(app, helped.ConversationId);
        await FollowAsync(app);
        Assert.Equivalent(before, await app.ReadAsync(db => db.CaseFacts.AsNoTracking().OrderBy(f => f.CaseId).ToListAsync()));
        await IsAsync(app, AllFigures.FirstReply, 1);
        var rows = await RowsAsync(app, AllFigures.FirstReply);
        Assert.Null(rows.Single().ConversationId);
    }

    /// <summary>As if the log were from before there were cases: they are made of it, and come to the same.</summary>
    private static async Task RebuiltAsync(CxBotApp app)
    {
        var (cases, handovers) = await ComeToAsync(app);
        await app.Services.GetRequiredService<Writer>().RunAsync(async (db, token) =>
        {
            await db.Turns.ExecuteUpdateAsync(set => set.SetProperty(t => t.CaseId, (long?)null), token);
            await db.Handovers.ExecuteUpdateAsync(set => set.SetProperty(h => h.CaseId, (long?)null), token);
            await db.Conversations.ExecuteUpdateAsync(set => set.SetProperty(c => EF.Property<long?>(c, "CaseId"), (long?)null), token);
            await db.Surveys.ExecuteUpdateAsync(set => set.SetProperty(s => s.CaseId, (long?)null), token);
            await db.CaseFacts.ExecuteDeleteAsync(token);
            await db.HandoverFacts.ExecuteDeleteAsync(token);
            await db.SurveyFacts.ExecuteDeleteAsync(token);
            await db.Cases.ExecuteDeleteAsync(token);
        }, Token);
        Assert.Contains("3 cases were made", await RunAsync(app, "reports", "rebuild"), StringComparison.Ordinal);
        await FollowAsync(app);
        var (again, handoversAgain) = await ComeToAsync(app);
        Assert.Equal(cases, again);
        Assert.Equal(handovers, handoversAgain);
        Assert.True(await app.ReadAsync(db => db.CaseFacts.AllAsync(f => f.IsEstimated)));
        await IsAsync(app, AllFigures.Satisfied, 1);
        Assert.Contains("0 cases were made", await RunAsync(app, "reports", "rebuild"), StringComparison.Ordinal);
        await FollowAsync(app);

        var folder = Path.Combine(app.DataFolder, "reports-" + Guid.NewGuid().ToString("N"));
        var day = Filter(app);
        string[] export = ["reports", "export", "--from", $"{day.From:yyyy-MM-dd}", "--to", $"{day.To:yyyy-MM-dd}", "--out", folder];
        await RunAsync(app, export);
        Assert.Equal(1 + 3, (await File.ReadAllLinesAsync(Path.Combine(folder, "cases.csv"), Token)).Length);
        Assert.Equal(1 + 2, (await File.ReadAllLinesAsync(Path.Combine(folder, "handovers.csv"), Token)).Length);
        var surveys = await File.ReadAllLinesAsync(Path.Combine(folder, "surveys.csv"), Token);
        Assert.Equal(1 + 1, surveys.Length);
        Assert.DoesNotContain("cepat", surveys[1], StringComparison.Ordinal);
        Assert.Equal(1, (await Shell.RunAsync(app.Services, "", export)).Code);
    }

    private static async Task<string> RunAsync(CxBotApp app, params string[] args)
    {
        var (code, said, error) = await Shell.RunAsync(app.Services, "", args);
        Assert.True(code == 0, said + error);
        return said;
    }

    private static Task<(List<object> Cases, List<object> Handovers)> ComeToAsync(CxBotApp app) => app.ReadAsync(async db => (
        await db.CaseFacts.AsNoTracking().OrderBy(f => f.At).ThenBy(f => f.Outcome)
            .Select(f => (object)new
            {
                f.Day,
                f.Hour,
                f.At,
                f.EndedAt,
                f.Outcome,
                f.Channel,
                f.Topic,
                f.Answered,
                f.Handovers,
                f.Agent,
            }).ToListAsync(Token),
        await db.HandoverFacts.AsNoTracking().OrderBy(f => f.HandoverId)
            .Select(f => (object)new
            {
                f.HandoverId,
                f.At,
                f.IsAsked,
                f.ReplyElapsed,
                f.TakenElapsed,
                f.End,
                f.EndElapsed,
                f.Agent,
            }).ToListAsync(Token)));

    /// <summary>The figure, and as many cases behind it as it says.</summary>
    private static async Task<FigureValue> IsAsync(CxBotApp app, Figure figure, int count)
    {
        await FollowAsync(app);
        var value = await app.Services.GetRequiredService<ReportReader>().ReadAsync(figure, Filter(app), Token);
        Assert.Equal((figure.Id, count), (figure.Id, value.Count));
        Assert.Equal(count, (await RowsAsync(app, figure)).Count);
        return value;
    }

    private static async Task VoiceAsync(CxBotApp app)
    {
        var voices = app.Services.GetRequiredService<VoiceReader>();
        Assert.Equal([new AskedQuestion(SurveyKind.Csat, false, 1)], await voices.AskedAsync(Filter(app), Token));
        var weights = await voices.WeightsAsync(SurveyKind.Csat, Filter(app), Token);
        Assert.Equal((1, 1, 1), (weights.Score!.Mean, weights.Score.Cases, weights.Score.Answers.Count));
        Assert.Null((await voices.WeightsAsync(SurveyKind.Nps, Filter(app), Token)).Score);
        var comment = Assert.Single(await voices.CommentsAsync(Filter(app), Token));
        Assert.Equal((5, "<b>cepat</b>"), (comment.Score, comment.Words));
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
